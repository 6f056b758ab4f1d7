// Notes when a chart or table was drawn last, when any content changed last and when the reader last chose something,
// in milliseconds since the page was asked for.
window.stopwatch = {drawn: 0, changed: 0, chosen: 0}
const CONTENT = '[data-testid=stMain], #react-entry-point'
const PICTURES = '[data-testid=stVegaLiteChart], [data-testid=stDataFrame], .dash-graph'
const note = (node, kind) => {
    const element = node instanceof Element ? node : node.parentElement
    if (!element?.closest(CONTENT)) return
    // A chart's marks move by their attributes; elsewhere these are only states of controls.
    const picture = element.closest(PICTURES)
    if (picture) stopwatch.drawn = performance.now()
    if (picture || kind !== 'attributes') stopwatch.changed = performance.now()
}
for (const name of ['clearRect', 'fill', 'fillText', 'restore', 'stroke']) {
    const draw = CanvasRenderingContext2D.prototype[name]
    CanvasRenderingContext2D.prototype[name] = function (...values) {
        if (this.canvas.isConnected) note(this.canvas)
        return draw.apply(this, values)
    }
}
new MutationObserver(changes => changes.forEach(change => note(change.target, change.type)))
    .observe(document, {subtree: true, childList: true, characterData: true, attributes: true})
for (const event of ['click', 'keydown']) {
    addEventListener(event, () => { stopwatch.chosen = performance.now() }, true)
}
