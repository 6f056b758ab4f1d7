// One step back undoes one choice: it leads to the view before, on this page or another, and the framework sets the
// filters by its address. By itself it writes filters that are chosen over the present step, and on the way to another
// page several steps, most of them views nobody has seen; so whatever is written after something the visitor did, the
// first address that leads elsewhere is a new step, and the others take its place. Going back or forth is no new step,
// nor is a change of the deck alone (undo takes it back), the next slide of the stage or another order of a list.
if (!window.oneStepBack) {
    window.oneStepBack = true
    const push = history.pushState.bind(history), replace = history.replaceState.bind(history)
    let acted = false
    for (const act of ['pointerdown', 'keydown', 'click']) addEventListener(act, () => { acted = true }, true)
    addEventListener('popstate', () => { acted = false }, true)
    const view = url => {
        const address = new URL(url ?? location.href, location.href)
        for (const part of ['deck', 'deck_id', 'slide', 'ordered']) address.searchParams.delete(part)
        return address.href
    }
    const write = (state, title, url) => {
        const elsewhere = view(url) !== view(location.href)
        if (acted && elsewhere) push(state, title, url)
        else replace(state, title, url)
        if (elsewhere) acted = false
    }
    history.pushState = history.replaceState = write
}
