// Print. Each sheet says which board, page, date and address it comes from; charts are drawn in the width of paper before
// the print begins, as shrunk ones have letters too small to read.
if (!window.printsOnPaper) {
    window.printsOnPaper = true
    const WIDTH = 680
    const quoted = text => '"' + text.replace(/[^\u4e00-\u9fff\w .,:;/?&=#%()·（），。：、-]/gu, sign => `\\${sign.codePointAt(0).toString(16)} `) + '"'
    const address = () => { try { return decodeURI(location.href) } catch { return location.href } }
    const dated = () => {
        const now = new Date()
        return `打印日期 ${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
    }
    const sheet = document.head.appendChild(document.createElement('style'))
    // Browsers before Chromium 131 know no margins with text: there the head stands on the first sheet alone.
    sheet.textContent = '@page { @top-left { content: "" } }'
    const margins = /top-left/.test(sheet.sheet.cssRules[0].cssText)
    sheet.textContent = ''
    const CHARTS = '[data-testid=stVegaLiteChart] :is(canvas, svg.marks), [data-testid=stPlotlyChart] .main-svg'
    // Printed by the browser's own menu, a chart of Plotly has the window's width and no style can make it follow.
    const plots = () => [...document.querySelectorAll('[data-testid=stPlotlyChart] .js-plotly-plot')]
    const head = Object.assign(document.createElement('div'), {className: 'running-head'})
    addEventListener('beforeprint', () => {
        plots().forEach(plot => { plot.style.zoom = Math.min(1, WIDTH / plot.getBoundingClientRect().width) })
        const box = (place, text) => `@${place} { content: ${text}; font: 8pt sans-serif; color: #000; white-space: nowrap; }`
        if (margins) {
            const place = address()
            sheet.textContent = `@page { ${box('top-left', quoted(document.title))} ${box('top-right', quoted(dated()))}
                ${box('bottom-left', quoted(place.length > 90 ? place.slice(0, 89) + '…' : place))}
                ${box('bottom-right', '"第 " counter(page) " / " counter(pages) " 页"')} }`
        } else {
            head.textContent = `${document.title}　${dated()}　${address()}`
            document.querySelector('[data-testid=stMainBlockContainer]')?.prepend(head)
        }
    })
    addEventListener('afterprint', () => { head.remove(); sheet.textContent = ''; plots().forEach(plot => { plot.style.zoom = '' }) })

    const print = window.print.bind(window)
    // Two charts beside each other are narrower than paper before they are drawn anew: what counts is each one's own room.
    const drawnForPaper = () => [...document.querySelectorAll(CHARTS)]
        .every(chart => chart.getBoundingClientRect().width <= chart.closest('[data-testid]').getBoundingClientRect().width + 1) && still()
    // The flows of Plotly move into their new places for half a second.
    let seen
    const still = () => {
        const before = seen
        seen = plots().map(plot => plot.innerHTML).join()
        return seen === before
    }
    window.print = () => {
        const root = document.documentElement
        const began = performance.now()
        root.dataset.paper = ''
        const go = () => {
            if (!drawnForPaper() && performance.now() - began < 5000) return setTimeout(go, 100)
            print()
            delete root.dataset.paper
        }
        setTimeout(go, 300)
    }
    addEventListener('keydown', event => {
        if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'p') {
            event.preventDefault()
            window.print()
        }
    }, true)
}
