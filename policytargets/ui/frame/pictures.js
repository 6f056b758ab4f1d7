// A Plotly figure is saved by its own button, which stands in a toolbar in English: ours presses it.
if (!window.savingFigures) {
    window.savingFigures = true
    addEventListener('click', event => {
        const button = event.target.closest('[data-save]')
        button?.closest('[class*="st-key-figure-"]')?.querySelector('.modebar-btn')?.click()
    })
}
