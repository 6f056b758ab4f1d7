// Slides are put in order by dragging their handle, or by the arrow keys on it; the buttons do the same. The stage opens
// over the whole screen where the browser lets it, for which it wants the visitor's own click.
if (!window.slidesMove) {
    window.slidesMove = true
    document.addEventListener('click', event => {
        if (event.target.closest('.st-key-start button')) document.documentElement.requestFullscreen?.().catch(() => {})
    }, true)
    const holders = () => [...document.querySelectorAll('[class*="st-key-slide-"]')]
        .filter(holder => /st-key-slide-\d+(\s|$)/.test(holder.className))
    const grip = place => document.querySelector(`[data-grip="${place}"]`)
    const move = (from, to) => {
        to = Math.min(Math.max(to, 0), holders().length - 1)
        if (from < 0 || to === from || !window.deckChannel) return
        const title = place => document.querySelectorAll('.slide-title')[place]?.textContent.replace(/^\d+/, '')
        const name = title(from)
        window.deckChannel('moved', [from, to])
        // The page is made anew: the handle that was moved has the focus at its new place.
        let turns = 0
        const look = () => {
            if (title(to) === name || ++turns > 100) setTimeout(() => grip(to)?.focus(), 50)
            else setTimeout(look, 30)
        }
        look()
    }
    addEventListener('keydown', event => {
        const from = event.target.dataset?.grip === undefined ? -1 : Number(event.target.dataset.grip)
        const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: holders().length - 1 }[event.key]
        if (from < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        move(from, to)
    }, true)
    // By pointer, not by the browser's own drag and drop: that knows no touch and scrolls no page.
    let held = -1, gap = -1
    const mark = () => holders().forEach((holder, number) => {
        const edge = gap === number ? -4 : gap === number + 1 && number === holders().length - 1 ? 4 : 0
        holder.style.boxShadow = held >= 0 && edge ? `0 ${edge}px 0 var(--brand)` : ''
        holder.style.opacity = held === number ? '0.5' : ''
    })
    const over = event => holders().filter(holder => {
        const box = holder.getBoundingClientRect()
        return event.clientY > box.top + box.height / 2
    }).length
    addEventListener('pointerdown', event => {
        const handle = event.target.closest?.('[data-grip]')
        if (!handle || event.button) return
        held = Number(handle.dataset.grip)
        gap = held
        handle.setPointerCapture(event.pointerId)
    }, true)
    addEventListener('pointermove', event => {
        if (held < 0) return
        gap = over(event)
        mark()
        const main = document.querySelector('[data-testid=stMain]')
        if (event.clientY < 60) main.scrollBy(0, -20)
        else if (event.clientY > innerHeight - 60) main.scrollBy(0, 20)
    }, true)
    const end = event => {
        if (held < 0) return
        const from = held, to = gap > held ? gap - 1 : gap
        held = -1
        mark()
        if (event.type === 'pointerup') move(from, to)
    }
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, end, true)
}
