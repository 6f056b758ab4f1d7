// What the framework uses and browsers from Chromium 103 on still lack, and what they give to secure addresses only.
// Nothing is put in the place of what is there.
(() => {
    const supply = (place, methods) => {
        for (const name of Object.keys(methods)) {
            if (!(name in place)) Object.defineProperty(place, name, {value: methods[name], writable: true, configurable: true})
        }
    }

    // Patterns with the flag v (112) are read with u; one that u can't read matches nothing.
    try {
        new RegExp('', 'v')
    } catch {
        const known = RegExp
        const made = (source, flags, target) => {
            if (!String(flags ?? '').includes('v')) return Reflect.construct(known, [source, flags], target)
            try {
                return Reflect.construct(known, [source, flags.replace('v', 'u')], target)
            } catch {
                return Reflect.construct(known, ['(?!)'], target)
            }
        }
        window.RegExp = new Proxy(known, {
            construct: (_, [source, flags], target) => made(source, flags, target),
            apply: (_, self, [source, flags]) => (flags === undefined ? known(source) : made(source, flags, known)),
        })
        known.prototype.constructor = window.RegExp
    }

    const place = (list, index) => {
        const at = Math.trunc(index) || 0
        const found = at < 0 ? list.length + at : at
        if (found < 0 || found >= list.length) throw new RangeError('Invalid index')
        return found
    }
    supply(Array.prototype, {
        toReversed() { return Array.from(this).reverse() },
        toSorted(order) { return Array.from(this).sort(order) },
        toSpliced(...asked) { const copy = Array.from(this); copy.splice(...asked); return copy },
        with(index, value) { const copy = Array.from(this); copy[place(copy, index)] = value; return copy },
    })
    supply(Object.getPrototypeOf(Int8Array.prototype), {
        toReversed() { return this.slice().reverse() },
        toSorted(order) { return this.slice().sort(order) },
        with(index, value) { const copy = this.slice(); copy[place(copy, index)] = value; return copy },
    })
    supply(Array, {
        async fromAsync(items, change, self) {
            const list = []
            const source = items[Symbol.asyncIterator] || items[Symbol.iterator] ? items : Array.from(items)
            for await (const item of source) list.push(change ? await change.call(self, item, list.length) : item)
            return list
        },
    })
    const grouped = (items, key, into, add) => {
        let index = 0
        for (const item of items) add(into, key(item, index++), item)
        return into
    }
    supply(Object, {
        groupBy: (items, key) => grouped(items, key, Object.create(null), (into, name, item) => { (into[name] ??= []).push(item) }),
    })
    supply(Map, {
        groupBy: (items, key) => grouped(items, key, new Map(), (into, name, item) => {
            if (into.has(name)) into.get(name).push(item)
            else into.set(name, [item])
        }),
    })
    supply(Promise, {
        withResolvers() {
            const parts = {}
            parts.promise = new this((resolve, reject) => Object.assign(parts, {resolve, reject}))
            return parts
        },
        try(act, ...values) { return new this(resolve => resolve(act(...values))) },
    })
    const parsed = (url, base) => { try { return new URL(url, base) } catch { return null } }
    supply(URL, {canParse: (url, base) => parsed(url, base) !== null, parse: parsed})
    if (!('size' in URLSearchParams.prototype)) {
        Object.defineProperty(URLSearchParams.prototype, 'size', {get() { return [...this].length }, configurable: true})
    }
    const members = other => ({[Symbol.iterator]: () => other.keys()})
    supply(Set.prototype, {
        union(other) { return new Set([...this, ...members(other)]) },
        intersection(other) { return new Set([...this].filter(item => other.has(item))) },
        difference(other) { return new Set([...this].filter(item => !other.has(item))) },
        symmetricDifference(other) {
            const both = new Set(this)
            for (const item of members(other)) if (this.has(item)) both.delete(item); else both.add(item)
            return both
        },
        isSubsetOf(other) { return [...this].every(item => other.has(item)) },
        isSupersetOf(other) { return [...members(other)].every(item => this.has(item)) },
        isDisjointFrom(other) { return ![...this].some(item => other.has(item)) },
    })

    const iterating = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
    supply(iterating, {
        *map(change) { let index = 0; for (const item of this) yield change(item, index++) },
        *filter(keeps) { let index = 0; for (const item of this) if (keeps(item, index++)) yield item },
        *flatMap(change) { let index = 0; for (const item of this) yield* change(item, index++) },
        *take(most) { if (most > 0) for (const item of this) { yield item; if (--most <= 0) return } },
        *drop(left) { for (const item of this) if (left > 0) left--; else yield item },
        forEach(act) { let index = 0; for (const item of this) act(item, index++) },
        toArray() { return [...this] },
        reduce(...asked) { return [...this].reduce(...asked) },
        some(holds) { let index = 0; for (const item of this) if (holds(item, index++)) return true; return false },
        every(holds) { let index = 0; for (const item of this) if (!holds(item, index++)) return false; return true },
        find(holds) { let index = 0; for (const item of this) if (holds(item, index++)) return item },
    })
    if (!window.Iterator) {
        window.Iterator = Object.assign(function Iterator() {}, {
            from: source => (source[Symbol.iterator] ? source[Symbol.iterator]() : Object.setPrototypeOf({next: () => source.next()}, iterating)),
        })
        window.Iterator.prototype = iterating
    }

    supply(AbortSignal, {
        any(signals) {
            const control = new AbortController()
            for (const signal of signals) {
                if (signal.aborted) { control.abort(signal.reason); break }
                signal.addEventListener('abort', () => control.abort(signal.reason), {once: true, signal: control.signal})
            }
            return control.signal
        },
        timeout(milliseconds) {
            const control = new AbortController()
            setTimeout(() => control.abort(new DOMException('timeout', 'TimeoutError')), milliseconds)
            return control.signal
        },
    })
    const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
    supply(String.prototype, {
        isWellFormed() { return !lone.test(this) },
        toWellFormed() { return this.replace(new RegExp(lone, 'g'), '\uFFFD') },
    })
    supply(Element.prototype, {
        checkVisibility() { return this.isConnected && this.getClientRects().length > 0 },
    })

    // On plain http a browser has neither of the following.
    supply(crypto, {
        randomUUID() {
            const bytes = crypto.getRandomValues(new Uint8Array(16))
            bytes[6] = (bytes[6] & 15) | 64
            bytes[8] = (bytes[8] & 63) | 128
            const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
            return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
        },
    })
    if (!navigator.clipboard) {
        const copy = kinds => {
            let done = false
            const allow = event => event.preventDefault()
            const fill = event => {
                for (const kind of Object.keys(kinds)) event.clipboardData.setData(kind, kinds[kind])
                event.preventDefault()
                event.stopImmediatePropagation()
                done = true
            }
            addEventListener('beforecopy', allow, true)
            addEventListener('copy', fill, true)
            document.execCommand('copy')
            removeEventListener('beforecopy', allow, true)
            removeEventListener('copy', fill, true)
            if (!done) throw new DOMException('not allowed', 'NotAllowedError')
        }
        const address = blob => new Promise((resolve, reject) => {
            const reader = new FileReader()
            reader.onload = () => resolve(reader.result)
            reader.onerror = () => reject(reader.error)
            reader.readAsDataURL(blob)
        })
        window.ClipboardItem ??= class ClipboardItem {
            constructor(kinds) { this.kinds = kinds; this.types = Object.keys(kinds) }
            async getType(kind) { return new Blob([await this.kinds[kind]], {type: kind}) }
        }
        Object.defineProperty(navigator, 'clipboard', {
            configurable: true,
            value: {
                writeText: async text => copy({'text/plain': text}),
                // A picture goes as the picture of a piece of text: programs for documents take it from there.
                write: async ([item]) => {
                    const kinds = {}
                    for (const kind of item.types) {
                        const blob = await item.getType(kind)
                        if (kind.startsWith('image/')) kinds['text/html'] = `<img src="${await address(blob)}">`
                        else kinds[kind] = await blob.text()
                    }
                    copy(kinds)
                },
            },
        })
    }
})()
