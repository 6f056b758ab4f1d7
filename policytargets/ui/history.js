// One step back from a page leads to the page before it, with its filters. On the way to another page Streamlit first
// writes the new query below the old path and only then the new path, as two steps of the browser's history; the first
// is a view nobody has seen, so the second takes its place.
if (!window.oneStepBack) {
    window.oneStepBack = true
    const push = history.pushState.bind(history)
    let queryChanged = 0
    history.pushState = (state, title, url) => {
        const next = new URL(url, location)
        const samePath = next.pathname === location.pathname
        const unseen = !samePath && next.search === location.search && Date.now() - queryChanged < 3000
        if (unseen) history.replaceState(state, title, url)
        else push(state, title, url)
        queryChanged = samePath ? Date.now() : 0
    }
}
