// A presenter's keys and the size of the stage. The slides are all in the page; the address names the one that is seen.
(() => {
    const fit = () => {
        const width = Number(document.querySelector('.stage-spoken')?.dataset.width) || 1920;
        document.documentElement.style.setProperty('--stage-scale', Math.min(innerWidth / width, innerHeight / 1080));
    };
    const slides = () => document.querySelectorAll('[class*="st-key-stage-slide-"]').length;
    const named = () => {
        const place = Number(new URLSearchParams(location.search).get('slide'));
        const there = document.querySelector('.stage-spoken')?.children;
        return (there ? there[place - 1] : place) ? place : 1;
    };
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
    let moved;
    const seek = () => {  // who looks for the way out moves the pointer
        document.documentElement.classList.add('stage-moved');
        clearTimeout(moved);
        moved = setTimeout(() => document.documentElement.classList.remove('stage-moved'), 2500);
    };
    for (const kind of ['pointermove', 'pointerup']) addEventListener(kind, seek);
    // A button that the pointer pressed keeps no focus, which would hold the bar over the source.
    addEventListener('pointerup', () => setTimeout(() => {
        const held = document.activeElement;
        if (held?.closest('.st-key-stage-bar') && !held.matches(':focus-visible')) held.blur();
    }));
    const turns = { Home: () => 1, End: slides, ArrowRight: () => named() + 1, ArrowLeft: () => named() - 1 };
    Object.assign(turns, {
        ' ': turns.ArrowRight, PageDown: turns.ArrowRight, ArrowDown: turns.ArrowRight, PageUp: turns.ArrowLeft, ArrowUp: turns.ArrowLeft,
    });
    const go = wanted => {
        const place = Math.min(Math.max(wanted, 1), slides());
        document.documentElement.classList.remove('stage-black');
        name(place);
        show(place);
        tell();
    };
    const turn = key => go(turns[key]());
    // The speaker's window: notes, the next slide, a clock; it belongs to this page and needs no server.
    let speaker, typed = '', typing;
    const tell = () => {
        if (!speaker || speaker.closed) return;
        const told = place => document.querySelector(`.stage-spoken > li:nth-child(${place})`);
        const page = speaker.document, here = told(named()), next = told(named() + 1);
        const shown = Number(document.querySelector('.stage-spoken').dataset.slides);
        const count = named() <= shown ? `${named()} / ${shown}　` : '';
        page.querySelector('h1').textContent = `${count}${here?.children[2].textContent || ''}`;
        page.querySelector('#notes').textContent = here?.children[0].textContent || '（没有备注）';
        page.querySelector('#known').textContent = here?.children[1].textContent || '';
        page.querySelector('h2').textContent = next ? `下一张：${next.children[2].textContent}` : '这是最后一张';
        const picture = document.querySelector(`.st-key-stage-slide-${named() + 1} :is(svg.marks, .stage-drawing)`);
        page.querySelector('#next').replaceChildren(...(picture ? [page.importNode(picture, true)] : []));
    };
    const open = () => {
        speaker = window.open('', 'speaker', 'width=900,height=700');
        if (!speaker) return;
        // Made piece by piece: a script with marks of elements in it would not be let through.
        const page = speaker.document, style = page.createElement('style');
        style.textContent = 'body { font: 20px/1.5 sans-serif; margin: 24px; color: #1C2B26 } h1 { font-size: 24px }'
            + 'h2 { font-size: 20px; color: #54645E } #notes { font-size: 28px; white-space: pre-wrap }'
            + '#known { color: #54645E } #clock { float: right; font-size: 28px } #next :is(svg, img) { width: 60%; height: auto }';
        page.documentElement.lang = 'zh-CN';
        page.title = '演讲者窗口';
        page.head.replaceChildren(style);
        page.body.replaceChildren(...[['span', 'clock'], ['h1'], ['p', 'notes'], ['p', 'known'], ['h2'], ['div', 'next']].map(
            ([tag, id]) => Object.assign(page.createElement(tag), { id: id || tag })));
        speaker.addEventListener('keydown', pressed);
        const began = Date.now(), two = number => String(number).padStart(2, '0');
        speaker.setInterval(() => {
            const now = new Date(), seconds = Math.floor((Date.now() - began) / 1000);
            speaker.document.querySelector('#clock').textContent =
                `${two(now.getHours())}:${two(now.getMinutes())}　已用 ${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
        }, 500);
        tell();
    };
    const helpers = {
        b: () => document.documentElement.classList.toggle('stage-black'),
        f: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
        s: open,
    };
    const pressed = event => {
        const bar = document.querySelector('.st-key-stage-bar');
        if (!bar || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === ' ' && event.target.closest('button')) return;
        if (event.key === 'Escape') bar.querySelector('.st-key-stage-end button').click();
        else if (turns[event.key]) turn(event.key);
        else if (helpers[event.key.toLowerCase()]) helpers[event.key.toLowerCase()]();
        else if (/^\d$/.test(event.key)) {
            // A digit that was pressed and left is no part of a number that is typed later.
            typed += event.key;
            clearTimeout(typing);
            typing = setTimeout(() => { typed = ''; }, 3000);
            return;
        } else if (event.key === 'Enter' && typed) go(Number(typed));
        else return;
        typed = '';
        event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    // Before Streamlit hears of it: it keeps the address that it finds.
    document.addEventListener('click', event => {
        const key = event.target.closest('[data-turn]')?.dataset.turn;
        if (key) turn(key);
        const helper = { full: 'f', black: 'b', speaker: 's' }[event.target.closest('[data-stage]')?.dataset.stage];
        if (helper) helpers[helper]();
        if (event.target.closest('.st-key-stage-end')) {
            name(1);
            if (document.fullscreenElement) document.exitFullscreen();
        }
    }, true);
})();
