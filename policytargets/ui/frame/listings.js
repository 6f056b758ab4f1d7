// A head of a list orders its rows by their real values: numbers by size, words by their sound, missing ones last.
if (!window.listsSort) {
    window.listsSort = true
    const missing = '—'
    const known = cell => cell && cell.textContent.trim() !== missing && cell.dataset.value !== ''
    const between = (one, other) => 'value' in one.dataset && 'value' in other.dataset
        ? Number(one.dataset.value) - Number(other.dataset.value)
        : one.textContent.localeCompare(other.textContent, 'zh-CN', { numeric: true })
    const name = table => table.getAttribute('aria-label')
    const choice = table => table.closest('.ordered').querySelector('[data-order]')
    const heads = table => [...table.tHead.rows[0].cells]
    // Rows keep the place in which they came, so that the first order can be had again.
    const order = (table, place, down) => {
        const body = table.tBodies[0], rows = [...body.rows]
        rows.forEach((row, number) => { row.dataset.place ??= number })
        for (const head of heads(table)) head.removeAttribute('aria-sort')
        if (place === null) rows.sort((one, other) => one.dataset.place - other.dataset.place)
        else {
            heads(table)[place].setAttribute('aria-sort', down ? 'descending' : 'ascending')
            rows.sort((one, other) => {
                const cells = [one.cells[place], other.cells[place]]
                if (!known(cells[0]) || !known(cells[1])) return known(cells[1]) - known(cells[0])
                return (down ? -1 : 1) * between(cells[0], cells[1])
            })
        }
        body.append(...rows)
        choice(table).value = place === null ? '' : `${place}:${down ? 'down' : 'up'}`
    }
    // The address holds the order of one list, `ordered=名称:列:down`, so that a link and the way back open it so.
    const keep = (table, place, down) => {
        const address = new URL(location)
        if (place === null) address.searchParams.delete('ordered')
        else address.searchParams.set('ordered', [name(table), heads(table)[place].textContent, down ? 'down' : 'up'].join(':'))
        history.replaceState(history.state, '', address)
    }
    addEventListener('click', event => {
        const head = event.target.closest('.listing [data-sort]')?.closest('th')
        if (!head) return
        const asked = [head.closest('table'), head.cellIndex, head.getAttribute('aria-sort') === 'ascending']
        order(...asked)
        keep(...asked)
    })
    addEventListener('change', event => {
        if (!event.target.matches?.('[data-order]')) return
        const [place, way] = event.target.value.split(':')
        const asked = [event.target.closest('.ordered').querySelector('table'), place ? Number(place) : null, way === 'down']
        order(...asked)
        keep(...asked)
    })
    const asAddressed = () => {
        const [label, column, way] = (new URLSearchParams(location.search).get('ordered') || '').split(':')
        if (!way) return
        for (const table of document.querySelectorAll('.ordered table:not([data-addressed])')) {
            if (name(table) !== label) continue
            table.dataset.addressed = ''
            const place = heads(table).findIndex(head => head.textContent === column)
            if (place >= 0) order(table, place, way === 'down')
        }
    }
    new MutationObserver(asAddressed).observe(document.body, { childList: true, subtree: true })
    asAddressed()
    // A long list is folded: its button opens and closes it, and what the browser's search or Tab reaches in it opens it.
    const fold = (button, folded) => {
        button.previousElementSibling.classList.toggle('folded', folded)
        button.setAttribute('aria-expanded', !folded)
        button.textContent = folded ? button.dataset.all : button.dataset.few
    }
    addEventListener('click', event => {
        const button = event.target.closest('[data-unfold]')
        if (button) fold(button, button.getAttribute('aria-expanded') === 'true')
    })
    addEventListener('scroll', event => {
        const list = event.target
        if (!list.classList?.contains('folded') || !list.scrollTop) return
        const beyond = list.scrollTop
        fold(list.nextElementSibling, false)
        list.scrollTop = 0
        list.closest('[data-testid=stMain]')?.scrollBy(0, beyond)
    }, true)
}
