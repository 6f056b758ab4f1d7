// What was typed last is sent a moment after its field is left, and in the name of the page it stands on: sent behind the
// choice of another page it would undo that choice, and a file asked for in that moment would lack it. So both wait until
// what was typed has been taken, as does the way to the sign-in. Whoever loads the page anew or closes it before that is
// asked by the browser.
if (!window.typingGoesFirst) {
    window.typingGoesFirst = true
    const ways = '[data-testid=stSidebarNavLink], a[data-inner], a[href*="sign-in"], [data-testid=stDownloadButton] button'
    const [least, most] = [500, 8000]  // milliseconds since the field was left
    const fields = 'textarea, input:not([role=combobox], [type=checkbox], [type=radio], [type=file])'
    let typed = false, left = 0, waiting = false, unsent = null
    const resting = () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    const sent = field => setTimeout(() => {
        if (unsent !== field || performance.now() - left < least) return  // typed in again, or left again
        if (resting()) unsent = null
        else sent(field)
    }, least)
    addEventListener('input', event => {
        typed ||= event.target.matches('input, textarea')
        if (event.target.matches(fields)) unsent = event.target
    }, true)
    addEventListener('focusout', () => { left = performance.now(); sent(unsent) }, true)
    addEventListener('beforeunload', event => { if (unsent?.isConnected) event.preventDefault() })
    const follow = way => {
        const waited = performance.now() - left
        if (waited < most && (waited < least || !resting())) return setTimeout(follow, 50, way)
        typed = waiting = false
        unsent = null
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
