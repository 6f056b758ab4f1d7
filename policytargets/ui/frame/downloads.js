// Streamlit takes the message of a failed download away after five seconds, and its own words are English: it is said
// below the button until the next try, so that its number can be passed on. A file that takes long says that it is on
// its way: the server makes a few at once, the others wait for their turn.
if (!window.downloadsReport) {
    window.downloadsReport = true
    const words = {
        'Connection closed': '连接已断开，文件没有生成。请刷新页面后再下载。',
        'Request timed out': '生成文件超时。请缩小范围后再试。',
        'Deferred download not properly configured': '按钮已经失效，请刷新页面后再下载。',
    }
    const report = error => {
        const button = error.closest('[data-testid=stDownloadButton]')
        error.hidden = true
        error.style.display = 'none'
        button.querySelector('.download-failed')?.remove()
        const said = document.createElement('p')
        said.className = 'download-failed'
        said.setAttribute('role', 'alert')
        said.textContent = words[error.textContent.trim()] ?? error.textContent
        button.append(said)
    }
    const waits = new WeakMap()
    const follow = button => {
        const pending = button.querySelector('button:disabled [data-testid=stSpinnerIcon]')
        if (!pending) {
            clearTimeout(waits.get(button))
            waits.delete(button)
            button.querySelector('.download-pending')?.remove()
        } else if (!waits.has(button)) {
            waits.set(button, setTimeout(() => {
                const said = document.createElement('p')
                said.className = 'download-pending'
                said.setAttribute('role', 'status')
                said.textContent = '正在生成文件，请稍候；要文件的人多时按先后排队。'
                button.append(said)
            }, 2000))
        }
    }
    new MutationObserver(changes => new Set(changes.map(({target}) => target.closest?.('[data-testid=stDownloadButton]')))
        .forEach(button => button && follow(button))).observe(document.body, {childList: true, subtree: true})
    new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
        if (node.nodeType != 1) return
        const error = node.matches('[data-testid=stDownloadButtonError]') ? node
            : node.querySelector('[data-testid=stDownloadButtonError]')
        if (error) report(error)
    }))).observe(document.body, {childList: true, subtree: true})
    addEventListener('click', event =>
        event.target.closest('[data-testid=stDownloadButton]')?.querySelector('.download-failed')?.remove(), true)
}
