// A presenter's keys and the size of the stage. Runs once a document: it acts on the bar that stands there when a key is pressed.
(() => {
    const fit = () => document.documentElement.style.setProperty(
        '--stage-scale', Math.min(innerWidth / 1920, innerHeight / 1080));
    fit();
    if (window.stageKeys) return;
    window.stageKeys = true;
    addEventListener('resize', fit);
    const found = {
        ArrowRight: bar => bar.querySelector('[data-testid=stPaginationNext]'),
        ArrowLeft: bar => bar.querySelector('[data-testid=stPaginationPrev]'),
        Home: bar => bar.querySelector('.st-key-stage-first button'),
        End: bar => bar.querySelector('.st-key-stage-last button'),
        Escape: bar => bar.querySelector('.st-key-stage-end button'),
    };
    Object.assign(found, {
        PageDown: found.ArrowRight, ArrowDown: found.ArrowRight, PageUp: found.ArrowLeft, ArrowUp: found.ArrowLeft,
    });
    document.addEventListener('keydown', event => {
        const bar = document.querySelector('.st-key-stage-bar');
        if (!bar || !found[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        found[event.key](bar)?.click();
    });
})();
