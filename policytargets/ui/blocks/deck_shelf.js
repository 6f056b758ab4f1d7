// The decks that this browser keeps (localStorage, each under its id): written whenever the deck changes and while its
// titles and notes are typed, read by the page's component (deck_channel.js). A button clicked while something typed is
// still on its way to the server waits for it. Windows of one browser share the shelf: each knows the version (`stamp`)
// that it has, and hears of another window's at once.
if (!window.deckShelf) {
    const PREFIX = 'policytargets-deck:', MOST_DECKS = 20, LONGEST = 300000
    const tell = () => dispatchEvent(new CustomEvent('deck-shelf'))
    const shelf = window.deckShelf = { id: '', stamp: '', refused: '', parted: '', joining: '' }
    const attempt = (act, otherwise) => { try { return act() } catch { return otherwise } }
    const ids = () => attempt(() => Object.keys(localStorage).filter(key => key.startsWith(PREFIX)), [])
    // What lies there may come from anyone: only its bounds are looked at here, the server reads it like a file.
    shelf.read = id => {
        const text = attempt(() => localStorage.getItem(PREFIX + id), null)
        if (typeof text !== 'string' || text.length > LONGEST) return null
        const found = attempt(() => JSON.parse(text), null)
        return found && typeof found.file === 'string' ? found : null
    }
    const write = (id, record) => localStorage.setItem(PREFIX + id, JSON.stringify(record))
    shelf.list = () => ids().map(key => ({ id: key.slice(PREFIX.length), ...shelf.read(key.slice(PREFIX.length)) }))
        .filter(record => record.file).sort((one, other) => String(other.saved).localeCompare(String(one.saved)))
    shelf.forget = id => { attempt(() => localStorage.removeItem(PREFIX + id)); tell() }
    // What another window has left of the deck that this window shows; none where it is this window's own.
    shelf.newer = () => {
        const there = shelf.id && shelf.read(shelf.id)
        return there && String(there.stamp) !== shelf.stamp ? there : null
    }
    addEventListener('storage', event => {
        if (event.key === null || event.key.startsWith(PREFIX)) tell()
    })
    shelf.save = ({ id, stamp, before, title, file }) => {
        // A deck whose slides went over to another is in that one.
        if (shelf.joining && shelf.joining !== id) attempt(() => localStorage.removeItem(PREFIX + shelf.joining))
        shelf.joining = ''
        // What was typed beside another window's version, or left there by it, is in this one.
        const own = shelf.id === id && shelf.stamp === before ? `${id}~${before}` : ''
        Object.assign(shelf, { id, stamp, title, file })
        const there = shelf.read(id)
        try {
            if (there && String(there.stamp) === stamp) return
            // Another tab has changed the same deck meanwhile: its version stays as a deck of its own.
            if (there && String(there.stamp) !== before) {
                write(`${id}~${there.stamp}`, there)
                shelf.parted = id
            }
            write(id, { saved: new Date().toISOString(), stamp, title, file })
            if (own) localStorage.removeItem(PREFIX + own)
            shelf.list().slice(MOST_DECKS).forEach(record => shelf.forget(record.id))
            shelf.refused = ''
        } catch (error) {
            shelf.refused = error.name === 'QuotaExceededError' ? '浏览器给本站的空间已满' : '浏览器不允许本站存放内容'
        } finally {
            tell()
        }
    }
    // Title and note of a slide, by the key of their field: title, version, place.
    const field = target => {
        const holder = target.closest?.('[class*="st-key-title-"], [class*="st-key-note-"]')
        const named = holder && /st-key-(title|note)-\d+-(\d+)/.exec(holder.className)
        return named && { name: named[1], place: Number(named[2]) }
    }
    let typing = null, clock = 0
    const keepTyped = () => {
        if (!typing) return
        // Into this window's own version: where another window's stands in its place, beside that.
        const { name, place, input } = typing, id = shelf.newer() ? `${shelf.id}~${shelf.stamp}` : shelf.id
        const there = shelf.read(id) || { stamp: shelf.stamp, title: shelf.title, file: shelf.file }
        const whole = attempt(() => JSON.parse(there.file), null), slide = whole?.slides?.[place]
        if (!slide || slide[name] === input.value) return
        slide[name] = input.value
        attempt(() => write(id, { ...there, saved: new Date().toISOString(), file: JSON.stringify(whole) }))
    }
    addEventListener('input', event => {
        const typed = field(event.target)
        if (!typed) return
        typing = { ...typed, input: event.target }
        clearTimeout(clock)
        clock = setTimeout(keepTyped, 300)
    }, true)
    for (const end of ['pagehide', 'beforeunload']) addEventListener(end, keepTyped)
    // What was typed travels to the server when its field is left, and the page is made anew: a click in the meantime
    // would find the deck of before, or a button that is about to be replaced.
    const app = () => document.querySelector('[data-testid=stApp]')
    const still = () => app()?.dataset.testScriptState === 'notRunning'
    let waiting = false, leaving = 0
    addEventListener('focusout', event => {
        if (!typing || event.target !== typing.input) return
        keepTyped()
        typing = null
        leaving = performance.now()
    }, true)
    const settled = then => {
        const began = performance.now()
        let quiet = 0
        const look = () => {
            quiet = still() ? quiet + 1 : 0
            if ((quiet > 4 && performance.now() - began > 150) || performance.now() - began > 20000) then()
            else setTimeout(look, 30)
        }
        look()
    }
    const recently = () => leaving && (performance.now() - leaving < 200 || !still())
    const same = button => {
        const holder = button.closest('[class*="st-key-"]')
        const key = holder && /st-key-\S+/.exec(holder.className)[0]
        const place = holder && [...holder.querySelectorAll('button, a')].indexOf(button)
        return () => document.contains(button) ? button
            : key ? document.querySelectorAll(`.${CSS.escape(key)} :is(button, a)`)[place] : null
    }
    addEventListener('mousedown', event => {
        const button = event.target.closest?.('button, a')
        // The field keeps the focus until the click, so that nothing moves under the pointer.
        if (button && typing && document.activeElement === typing.input) event.preventDefault()
    }, true)
    addEventListener('click', event => {
        const button = event.target.closest?.('button, a')
        if (!button || !event.isTrusted || button.closest('[class*="st-key-stage-"]')) return
        if (!waiting && !typing && !recently()) return
        event.preventDefault()
        event.stopImmediatePropagation()
        if (waiting) return
        waiting = true
        const again = same(button)
        typing?.input.blur()
        settled(() => {
            waiting = false
            leaving = 0
            again()?.click()
        })
    }, true)
}
