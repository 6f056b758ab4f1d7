// After the server has started anew, or a pause of some minutes, the buttons of an open page belong to a session that is
// no more, and do nothing without a word. Once the connection is there again the page is therefore run again, by the key
// that Streamlit has for it; where that leads to nothing, and while there is no connection, a line at the top says so.
if (!window.pageRevives) {
    window.pageRevives = true
    const SOON = 3000, PATIENCE = 10000
    let connected = true, stage = 'rest', clock = 0
    const say = words => {
        document.querySelector('.connection')?.remove()
        if (!words) return
        const line = document.createElement('div'), again = document.createElement('button')
        line.className = 'connection'
        line.setAttribute('role', 'status')
        line.textContent = words
        again.type = 'button'
        again.textContent = '请点此刷新'
        again.addEventListener('click', () => location.reload())
        line.append(again)
        document.body.append(line)
    }
    const later = (wait, words) => { clearTimeout(clock); clock = setTimeout(() => say(words), wait) }
    const runAgain = () => {
        // A run that the break cut off is still shown as running, and becomes the new one.
        stage = document.querySelector('[data-testid=stApp]').dataset.testScriptState == 'notRunning' ? 'asked' : 'under way'
        later(PATIENCE, '连接已恢复，但这一页没有更新。')
        for (const type of ['keydown', 'keypress', 'keyup']) document.dispatchEvent(new KeyboardEvent(
            type, { key: 'r', code: 'KeyR', keyCode: 82, which: 82, bubbles: true }))
    }
    const look = () => {
        const app = document.querySelector('[data-testid=stApp]')
        if (!app) return
        const state = app.dataset.testConnectionState, script = app.dataset.testScriptState
        if (state != 'CONNECTED' && connected) {
            connected = false
            stage = 'rest'
            later(SOON, '与服务器的连接已断开，正在重新连接；恢复后会自动更新。')
        } else if (state == 'CONNECTED' && !connected) {
            connected = true
            runAgain()
        } else if (stage == 'asked' && script == 'rerunRequested') {
            stage = 'sent'
        } else if ((stage == 'sent' && script != 'rerunRequested') || (stage == 'under way' && script == 'notRunning')) {
            stage = 'rest'
            clearTimeout(clock)
            say('')
        }
    }
    // Who signs out in one tab is signed out in all: the others are run anew, after what stands in their fields was sent,
    // so that nothing of it is shown to the next person. A tab that was too early for the server is run when it is seen.
    const SENT = 1000
    let left = false
    const runAtRest = () => {  // Streamlit passes over the key while a run goes on
        const script = document.querySelector('[data-testid=stApp]').dataset.testScriptState
        script == 'notRunning' ? runAgain() : setTimeout(runAtRest, 200)
    }
    const leave = () => {
        document.activeElement?.blur()
        setTimeout(runAtRest, SENT)
    }
    new BroadcastChannel('board-left').addEventListener('message', () => { left = true; leave() })
    addEventListener('visibilitychange', () => {
        if (left && document.visibilityState == 'visible') { left = false; leave() }
    })
    new MutationObserver(look).observe(document.body, {
        subtree: true, attributes: true, attributeFilter: ['data-test-connection-state', 'data-test-script-state'],
    })
}
