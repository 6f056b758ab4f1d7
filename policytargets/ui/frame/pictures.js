// A click on an area or a flow of a Plotly figure leads where its cell in the table below leads; Plotly itself would go into
// the area, from where nothing leads back.
if (!window.figuresLead) {
    window.figuresLead = true
    const lead = event => {
        const way = event.points[0]?.customdata
        if (way) {
            const link = Object.assign(document.createElement('a'), {href: way})
            link.dataset.inner = ''
            document.body.append(link)
            link.click()
            link.remove()
        }
        return false
    }
    // Before the click: the figure may have been drawn anew since the last one.
    addEventListener('pointerdown', event => {
        const figure = event.target.closest('.js-plotly-plot')
        for (const kind of figure ? ['plotly_click', 'plotly_treemapclick'] : []) {
            figure.removeListener(kind, lead)
            figure.on(kind, lead)
        }
    }, true)
}
// A Plotly figure is saved by its own button, which stands in a toolbar in English: ours presses it.
if (!window.savingFigures) {
    window.savingFigures = true
    addEventListener('click', event => {
        const button = event.target.closest('[data-save]')
        button?.closest('[class*="st-key-figure-"]')?.querySelector('.modebar-btn')?.click()
    })
}
