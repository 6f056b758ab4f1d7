// The way from the decks that the browser keeps, and from a chosen or dropped file, to the server. Nothing else goes
// through it, and nothing leaves for another host.
const LONGEST = 300000
const made = (name, text, act) => {
    const element = document.createElement(name)
    element.textContent = text
    if (act) Object.assign(element, { type: 'button', onclick: act })
    return element
}
const dated = text => {
    const day = new Date(text), two = number => String(number).padStart(2, '0')
    return isNaN(day) ? '时间不明' : `${day.getMonth() + 1}月${day.getDate()}日 ${two(day.getHours())}:${two(day.getMinutes())}`
}
// By the title of its first slide: the presenter's own, or what the server said that it shows.
const named = record => {
    try {
        const slides = JSON.parse(record.file).slides, title = String(slides[0].title || record.title || '没有标题')
        return `${title.length > 40 ? title.slice(0, 40) + '…' : title}（${slides.length} 张，${dated(record.saved)}改动）`
    } catch {
        return `内容读不懂（${dated(record.saved)}改动）`
    }
}
const base64 = bytes => {
    let text = ''
    for (let place = 0; place < bytes.length; place += 8192) text += String.fromCharCode(...bytes.subarray(place, place + 8192))
    return btoa(text)
}
export default function ({ data, parentElement, setTriggerValue }) {
    const shelf = window.deckShelf, part = name => parentElement.querySelector(name)
    if (data.shown) window.deckChannel = setTriggerValue
    const open = record => setTriggerValue('found', { id: record.id, file: record.file, stamp: String(record.stamp) })
    if (data.ask && parentElement.asked !== data.ask) {
        parentElement.asked = data.ask
        const found = shelf?.read(data.ask)
        setTriggerValue('found', { id: data.ask, file: found ? found.file : null, stamp: found ? String(found.stamp) : '' })
    }
    if (data.shape) {
        // A wall is wide or nearly square; between the two the wide layout has the larger letters from 3:2 on.
        const look = () => {
            const shape = innerWidth / innerHeight < 1.5 ? '4:3' : '16:9'
            if (shape !== data.shape) setTriggerValue('shape', shape)
        }
        parentElement.leave?.()
        let clock = 0
        const later = () => { clearTimeout(clock); clock = setTimeout(look, 300) }
        addEventListener('resize', later)
        parentElement.leave = () => removeEventListener('resize', later)
        look()
        return () => parentElement.leave()
    }
    if (!data.shown) for (const child of part('.channel').children) child.hidden = true
    if (data.offer) {
        const look = () => {
            // The one changed last; another window's version of it stands behind.
            const kept = shelf?.list().find(record => record.id !== data.offer && !record.id.includes('~'))
            part('#offer').hidden = !kept
            if (!kept) return
            part('#offer span').textContent = `加入的是一份新的演示。本浏览器还保存着：${named(kept)}。`
            part('#join').onclick = () => {
                shelf.joining = data.offer
                open(kept)
            }
        }
        part('#apart').onclick = () => setTriggerValue('declined', true)
        parentElement.leave?.()
        addEventListener('deck-shelf', look)
        parentElement.leave = () => removeEventListener('deck-shelf', look)
        look()
        return () => parentElement.leave()
    }
    if (!data.shown) return
    const draw = () => {
        const kept = shelf?.read(data.id), said = part('#browser')
        if (shelf?.refused) said.textContent = `没有保存在本浏览器（${shelf.refused}）。请保存演示文件，否则关闭网页后备注会丢失。`
        else if (kept) said.textContent = `已自动保存在本浏览器，${dated(kept.saved)}。`
            + (shelf.parted === data.id ? '另一个窗口也改过这份演示，它改的那一份在“其他演示”里，没有丢。' : '')
        else if (data.slides && shelf?.id === data.id) said.textContent = '本浏览器保存的这一份已被另一个窗口删除；再改一处，就重新保存。'
        else said.textContent = data.slides ? '正在保存在本浏览器。' : ''
        const newer = kept && shelf.id === data.id && shelf.newer()
        part('#newer').hidden = !newer
        if (newer) part('#newer span').textContent = `另一个窗口改了这份演示：${named(newer)}。这里还是原来的一版。`
        const others = (shelf?.list() || []).filter(record => record.id !== data.id)
        part('#others').hidden = !others.length
        part('#others summary').textContent = `本浏览器保存的${data.slides ? '其他' : ''}演示（${others.length}）`
        // On a page without slides what is kept here is what was looked for.
        if (!data.slides && others.length && !parentElement.offered) part('#others').open = parentElement.offered = true
        part('#others ul').replaceChildren(...others.map(record => {
            const row = made('li', `${named(record)}　`)
            row.append(made('button', '打开', () => open(record)), ' ',
                made('button', '删除', () => shelf.forget(record.id)))
            return row
        }))
    }
    const read = file => {
        part('#chosen').textContent = ''
        if (!file) return
        if (file.size > LONGEST) {
            part('#chosen').textContent = `“${file.name.slice(0, 60)}”超过 ${LONGEST / 1000} KB，不是本看板保存的演示内容，没有打开。`
            return
        }
        if (!file.size) {
            part('#chosen').textContent = `“${file.name.slice(0, 60)}”是空文件，没有打开。`
            return
        }
        const reader = new FileReader()
        reader.onerror = () => { part('#chosen').textContent = '文件读不出来，没有打开。' }
        reader.onload = () => setTriggerValue('file', base64(new Uint8Array(reader.result)))
        reader.readAsArrayBuffer(file)
    }
    part('#newer button').onclick = () => open({ id: data.id, ...shelf.newer() })
    const input = part('input')
    input.onchange = () => { read(input.files[0]); input.value = '' }
    part('#choose').onclick = () => input.click()
    part('#copy').hidden = !data.slides
    part('#where').hidden = !data.slides
    part('#where ul').replaceChildren(...data.told.map(line => made('li', line)))
    part('#copy').onclick = async () => {
        const link = new URL(location.href)
        for (const name of ['deck_id', 'slide', 'present']) link.searchParams.delete(name)
        try {
            await navigator.clipboard.writeText(link.href)
            part('#copied').textContent = '已复制'
        } catch {
            part('#copied').textContent = '没有复制成，请从浏览器的地址栏复制'
        }
    }
    const carries = event => [...(event.dataTransfer?.types || [])].includes('Files')
    const over = event => { if (carries(event)) event.preventDefault() }
    const drop = event => {
        if (!carries(event)) return
        event.preventDefault()
        read(event.dataTransfer.files[0])
    }
    parentElement.leave?.()
    addEventListener('deck-shelf', draw)
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    parentElement.leave = () => {
        removeEventListener('deck-shelf', draw)
        removeEventListener('dragover', over)
        removeEventListener('drop', drop)
    }
    draw()
    return () => parentElement.leave()
}
