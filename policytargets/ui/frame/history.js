// One step back from a page leads to the page before it, with its filters. On the way to another page Streamlit writes
// the address in several steps of the browser's history, most of them views nobody has seen; so only the first step
// after something the visitor did is a new one, and the others take its place. Going back or forth is no new step.
if (!window.oneStepBack) {
    window.oneStepBack = true
    const push = history.pushState.bind(history)
    let acted = false
    for (const act of ['pointerdown', 'keydown', 'click']) addEventListener(act, () => { acted = true }, true)
    addEventListener('popstate', () => { acted = false }, true)
    history.pushState = (state, title, url) => {
        if (acted) push(state, title, url)
        else history.replaceState(state, title, url)
        acted = false
    }
}
