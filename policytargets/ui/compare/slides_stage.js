// A presenter's keys and the size of the stage. The slides are all in the page; the address names the one that is seen.
(() => {
    const fit = () => document.documentElement.style.setProperty(
        '--stage-scale', Math.min(innerWidth / 1920, innerHeight / 1080));
    const slides = () => document.querySelectorAll('[class*="st-key-stage-slide-"]').length;
    const named = () => Number(new URLSearchParams(location.search).get('slide')) || 1;
    const show = place => {
        const seen = document.getElementById('stage-seen') || document.head.appendChild(document.createElement('style'));
        seen.id = 'stage-seen';
        seen.textContent = `html .stApp .st-key-stage-slide-${place} { display: flex }`;
    };
    const name = place => {
        const address = new URL(location);
        if (place > 1) address.searchParams.set('slide', place);
        else address.searchParams.delete('slide');
        history.replaceState(history.state, '', address);
    };
    fit();
    show(named());
    if (window.stageKeys) return;
    window.stageKeys = true;
    addEventListener('resize', fit);
    const turns = { Home: () => 1, End: slides, ArrowRight: () => named() + 1, ArrowLeft: () => named() - 1 };
    Object.assign(turns, {
        ' ': turns.ArrowRight, PageDown: turns.ArrowRight, ArrowDown: turns.ArrowRight, PageUp: turns.ArrowLeft, ArrowUp: turns.ArrowLeft,
    });
    const turn = key => {
        const place = Math.min(Math.max(turns[key](), 1), slides());
        name(place);
        show(place);
    };
    document.addEventListener('keydown', event => {
        const bar = document.querySelector('.st-key-stage-bar');
        if (!bar || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === ' ' && event.target.closest('button')) return;
        if (event.key === 'Escape') bar.querySelector('.st-key-stage-end button').click();
        else if (turns[event.key]) turn(event.key);
        else return;
        event.preventDefault();
    });
    // Before Streamlit hears of it: it keeps the address that it finds.
    document.addEventListener('click', event => {
        const key = event.target.closest('[data-turn]')?.dataset.turn;
        if (key) turn(key);
        if (event.target.closest('.st-key-stage-end')) name(1);
    }, true);
})();
