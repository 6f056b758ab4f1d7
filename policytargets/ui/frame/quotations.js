// Copies the words beside the button that was pressed, and says so; words that can't be copied are marked for the reader.
if (!window.quotationsCopy) {
    window.quotationsCopy = true
    addEventListener('click', async event => {
        const quotation = event.target.closest('[data-quote]')?.closest('.quotation')
        if (!quotation) return
        const [quoted, said] = [quotation.querySelector('[data-quoted]'), quotation.querySelector('[role=status]')]
        try {
            await navigator.clipboard.writeText(quoted.textContent)
            said.textContent = '已复制，可粘贴到文档中。'
        } catch {
            getSelection().selectAllChildren(quoted)
            said.textContent = '浏览器不允许复制；文字已选中，请按 Ctrl+C。'
        }
    })
}
