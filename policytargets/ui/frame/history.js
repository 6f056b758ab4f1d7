// One step back from a page leads to the page before it, with its filters. On the way to another page Streamlit writes
// the address in several steps of the browser's history, most of them views nobody has seen; so only the first step
// after something the visitor did is a new one, and the others take its place. Going back or forth is no new step, nor
// is a change of the deck alone: the page is the same before and after, and undo takes the change back.
if (!window.oneStepBack) {
    window.oneStepBack = true
    const push = history.pushState.bind(history)
    let acted = false
    for (const act of ['pointerdown', 'keydown', 'click']) addEventListener(act, () => { acted = true }, true)
    addEventListener('popstate', () => { acted = false }, true)
    const withoutDeck = url => {
        const address = new URL(url ?? location.href, location.href)
        for (const part of ['deck', 'deck_id']) address.searchParams.delete(part)
        return address.href
    }
    history.pushState = (state, title, url) => {
        const elsewhere = withoutDeck(url) !== withoutDeck(location.href)
        if (acted && elsewhere) push(state, title, url)
        else history.replaceState(state, title, url)
        if (elsewhere) acted = false
    }
}
