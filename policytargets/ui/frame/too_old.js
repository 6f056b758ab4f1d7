// In words that any browser reads: where the framework can't run, one sentence says what is needed, not a white page.
(function () {
    var version = /Chrom\w*\/(\d+)/.exec(navigator.userAgent)
    var needed = 'Chrome、Edge 103 或更新的版本；360、QQ、搜狗等浏览器请用极速模式（内核 103 或更新）。'
    // What is asked for here came with Chromium 98; what came later is supplied by the script that follows.
    var able = window.readsFramework && window.structuredClone && [].findLast && Object.hasOwn
    var show = function (sentence) {
        var root = document.getElementById('root')
        if (!root || root.children.length) return
        root.innerHTML = '<p id="unsupported" role="alert" style="max-width:40em;margin:4em auto;padding:0 1em;'
            + 'font:18px/1.8 \'PingFang SC\',\'Microsoft YaHei\',\'Noto Sans CJK SC\',sans-serif"></p>'
        document.getElementById('unsupported').appendChild(document.createTextNode(sentence))
    }
    if (!able) {
        window.onload = function () {
            show('这个浏览器版本太旧，打不开看板。请换用 ' + needed + (version ? '现在的内核版本是 ' + version[1] + '。' : ''))
        }
        return
    }
    var failed = function () {
        setTimeout(function () {
            show('页面没有载入完整。请刷新再试；如仍然如此，请换用 ' + needed)
        }, 3000)
    }
    addEventListener('unhandledrejection', failed)
    addEventListener('error', function (event) {
        if (event.message || /^(SCRIPT|LINK)$/.test(event.target.tagName)) failed()
    }, true)
})()
