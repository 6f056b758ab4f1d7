// What was typed last is sent a moment after its field is left, and in the name of the page it stands on: sent behind the
// choice of another page it would undo that choice, and a file asked for in that moment would lack it. So both wait until
// what was typed has been taken.
if (!window.typingGoesFirst) {
    window.typingGoesFirst = true
    const ways = '[data-testid=stSidebarNavLink], a[data-inner], [data-testid=stDownloadButton] button'
    const [least, most] = [500, 8000]  // milliseconds since the field was left
    let typed = false, left = 0, waiting = false
    addEventListener('input', event => { typed ||= event.target.matches('input, textarea') }, true)
    addEventListener('focusout', () => { left = performance.now() }, true)
    const follow = way => {
        const waited = performance.now() - left
        const resting = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
        if (waited < most && (waited < least || !resting)) return setTimeout(follow, 50, way)
        typed = waiting = false
        way.click()
    }
    addEventListener('click', event => {
        const way = event.target.closest(ways)
        if (!typed || !way || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return
        event.preventDefault()
        event.stopImmediatePropagation()
        document.activeElement?.blur()
        if (waiting) return  // a second press of the same moment
        waiting = true
        follow(way)
    }, true)
}
