// Copies the picture of the open dialog as PNG, drawn by this browser with this machine's fonts, or shows it alone on
// the screen. Runs once a document.
(() => {
    if (window.copyingPictures) return;
    window.copyingPictures = true;
    const drawn = async image => {
        const canvas = Object.assign(document.createElement('canvas'), {width: image.naturalWidth, height: image.naturalHeight});
        canvas.getContext('2d').drawImage(image, 0, 0);
        return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
    };
    document.addEventListener('click', async event => {
        event.target.closest('[data-whole]')?.closest('.st-key-picture').querySelector('img').requestFullscreen();
        const holder = event.target.closest('[data-copy]')?.closest('.st-key-picture');
        if (!holder) return;
        const said = holder.querySelector('[data-copied]');
        try {
            await navigator.clipboard.write([new ClipboardItem({'image/png': drawn(holder.querySelector('img'))})]);
            said.textContent = '已复制，可粘贴到文档中。';
        } catch {
            said.textContent = '浏览器不允许复制，请右键点击图片复制或另存。';
        }
    });
})();
