// The framework's own words in Chinese, wherever they are shown or read out. They can't be set; so each is replaced as it
// appears. Data, code and what the reader types stay as they are.
(() => {
    const words = {
        'Skip to main content': '跳到正文', 'Sidebar': '侧栏', 'Collapse sidebar': '收起侧栏', 'Expand sidebar': '展开侧栏',
        'Close sidebar': '关闭侧栏', 'Open sidebar': '打开侧栏', 'App pages': '页面', 'App Logo': '看板标志', 'Logo': '看板标志',
        'Sidebar Logo': '看板标志', 'Header Logo': '看板标志', 'Navigate to home page': '回到首页', 'View less': '收起', 'View more': '展开',
        'Main menu': '菜单', 'Notifications': '通知', 'Rerun': '重新运行', 'Auto rerun': '自动重新运行', 'Always rerun': '总是重新运行',
        'Clear cache': '清除缓存', 'Print': '打印', 'About': '关于', 'Settings': '设置', 'Theme': '外观', 'System': '随系统', 'Light': '浅色',
        'Dark': '深色', 'Use system setting': '随系统', 'Get help': '帮助', 'Report a bug': '报告问题', 'Deploy': '发布',
        'Record screen': '录屏', 'Record a screencast': '录屏', 'Stop': '停止', 'Stop script': '停止', 'Running...': '正在更新',
        'Stopping...': '正在停止', 'RUNNING...': '正在更新', 'CONNECTING': '正在连接', 'Connecting': '正在连接', 'Please wait...': '请稍候',
        'Loading...': '正在载入', 'File change.': '程序有更新。',
        'Page not found': '没有这个页面', 'Connection error': '与服务器的连接已断开', 'Connection closed': '连接已断开', 'Network issue': '网络出错',
        'Network error': '网络出错', 'Network Error': '网络出错', 'Connection timed out': '连接超时', 'Connection timed out.': '连接超时。',
        'Request timed out': '请求超时', 'Request Timeout': '请求超时', 'Bad message format': '收到的内容不完整', 'Unknown error': '出了差错',
        'Unknown Error': '出了差错', 'Error': '出错', 'Error:': '出错：', 'Warning': '注意', 'Info': '提示', 'Success': '完成', 'Script execution error': '页面出错',
        'Connecting to Streamlit server': '正在连接服务器', 'Unable to connect to Streamlit server': '连接不上服务器',
        'Connection lost. Please wait for the app to reconnect, then try again.': '连接已断开，恢复后请再试。',
        'Close': '关闭', 'Dismiss': '关闭', 'Cancel': '取消', 'OK': '确定', 'Done': '完成', 'Try again': '重试', 'Continue anyway': '继续',
        'Copy': '复制', 'Copied': '已复制', 'Copied!': '已复制', 'Copy to clipboard': '复制', 'Copy code': '复制', 'Link to heading': '本节链接',
        'Fullscreen': '全屏', 'Close fullscreen': '退出全屏', 'Exit fullscreen': '退出全屏', 'Toolbar': '工具栏', 'Toolbar action': '工具',
        'Show data': '查看数据', 'Show chart': '查看图', 'Download as PNG': '下载图片', 'Download as SVG': '下载图片', 'Download as CSV': '下载表格',
        'Copy Vega-Lite spec': '复制图的定义', 'Show/hide columns': '显示或隐藏列', 'Search': '搜索', 'Clear selection': '取消选择',
        'Add row': '添加一行', 'Delete row(s)': '删除所选行', 'Type to search': '输入以搜索', 'Previous Result': '上一处', 'Next Result': '下一处',
        'Close Search': '关闭搜索', 'Dataframe column menu': '列的菜单', 'Copy column name': '复制列名', 'Sort ascending': '升序',
        'Sort descending': '降序', 'Pin column': '固定此列', 'Unpin column': '取消固定', 'Hide column': '隐藏此列', 'Autosize': '适应宽度',
        'Format': '格式', 'Statistics': '统计', 'Automatic': '自动', 'Localized': '本地格式', 'Plain': '原样', 'Compact': '简写', 'Dollar': '美元',
        'Euro': '欧元', 'Yen': '日元', 'Percent': '百分比', 'Scientific': '科学记数', 'Accounting': '会计格式', 'Duration': '时长',
        'Distance': '距今', 'Calendar': '日历', 'Range': '范围', 'Count': '个数', 'Values': '有值', 'Empty': '空', 'Distinct': '不同值',
        'Average': '平均', 'Standard deviation': '标准差', 'Minimum': '最小', 'Median': '中位数', 'Maximum': '最大', 'Sum': '合计',
        'Minimum length': '最短', 'Maximum length': '最长', 'Average length': '平均长度', 'No data': '没有数据', 'empty': '空',
        'Based on sample': '根据样本', 'Distribution histogram': '分布图', 'Top values frequency chart': '常见值', 'Failed to load data': '数据没有载入',
        'Incompatible value': '值不相容', 'Unsupported type': '不支持的类型', 'No content': '没有内容', 'Scrollable table': '可滚动的表格',
        'Select all': '全选', 'Clear all': '全部清除', 'Clear value': '清除', 'Clear entry': '清除', 'Selected values': '已选', 'Open': '展开',
        'No results': '没有匹配项', 'No options': '没有选项', 'No options to select.': '没有可选项。', 'Choose an option': '请选择',
        'Choose options': '请选择', 'Select...': '请选择', 'Multiselect options': '选项', 'Selectbox options': '选项', 'Suggestions': '选项',
        'Show suggestions': '展开选项', 'Increment': '增加', 'Decrement': '减少', 'Invalid input.': '输入有误。',
        'Number is below the allowed range.': '小于允许的范围。', 'Number is above the allowed range.': '大于允许的范围。',
        'Show password': '显示密码', 'Hide password': '隐藏密码', 'Press Enter to apply': '按回车键确定', 'Press Enter to submit form': '按回车键提交',
        'Press Ctrl+Enter to apply': '按 Ctrl+Enter 确定', 'Press Ctrl+Enter to submit form': '按 Ctrl+Enter 提交',
        'Press ⌘+Enter to apply': '按 ⌘+Enter 确定', 'Press ⌘+Enter to submit form': '按 ⌘+Enter 提交',
        'Pagination': '翻页', 'Previous page': '上一页', 'Next page': '下一页', 'Scroll tabs left': '向左看更多', 'Scroll tabs right': '向右看更多',
        'Color Picker': '选颜色', 'Color picker': '选颜色', 'Download Button': '下载', 'Download failed': '下载没有成功',
        'Deferred download not properly configured': '按钮已经失效，请刷新页面后再下载。',
        'Image source failed to load': '图片没有载入',
        'Download plot as a PNG': '下载图片', 'Download plot as a png': '下载图片', 'Download plot': '下载图片', 'Zoom': '框选放大',
        'Pan': '平移', 'Box Select': '框选', 'Lasso Select': '圈选', 'Zoom in': '放大', 'Zoom out': '缩小', 'Autoscale': '适应范围',
        'Reset axes': '还原', 'Reset': '还原', 'Reset view': '还原', 'Toggle Spike Lines': '参考线', 'Toggle show closest data on hover': '显示最近的数',
        'Show closest data on hover': '显示最近的数', 'Compare data on hover': '并列显示', 'Produced with Plotly.js': '由 Plotly.js 绘制',
        'Double-click to zoom back out': '双击还原', 'Snapshot succeeded': '图片已下载', 'Double-click on legend to isolate one trace': '双击图例只看一项',
        'Taking snapshot - this may take a few seconds': '正在生成图片，请稍候',
        'Time': '时间', 'Date range': '起止日期', 'Choose date': '选日期', 'Choose date range': '选起止日期', 'Choose date and time': '选日期和时间',
        'Clear date': '清除日期', 'Clear dates': '清除日期', 'Clear time': '清除时间', 'Clear date and time': '清除日期和时间',
        'Previous month': '上个月', 'Next month': '下个月', 'Past Week': '近一周', 'Past Month': '近一月', 'Past 3 Months': '近三月',
        'Past 6 Months': '近六月', 'Past Year': '近一年', 'Past 2 Years': '近两年', 'Quick select a date range': '快选起止日期',
        'Use arrow keys to navigate dates. Enter to select. Escape to close.': '用方向键移动，回车键选定，Esc 关闭。',
        'Use arrow keys to navigate. Enter to select. Tab to switch between calendar and time. Escape to close.': '用方向键移动，回车键选定，Tab 在日历和时间之间切换，Esc 关闭。',
        'Add files': '添加文件', 'Browse files': '选择文件', 'Upload': '上传', 'Upload files': '上传文件', 'Upload directories': '上传文件夹', 'File Uploader': '上传文件',
        'Drag and drop file here': '把文件拖到这里', 'Drag and drop a file here': '把文件拖到这里', 'Drag and drop files here': '把文件拖到这里', 'Drag and drop directories here': '把文件夹拖到这里',
        'Error uploading file': '文件没有传上来', 'Error deleting file': '文件没有删掉', 'Only one file is allowed.': '只能选一个文件。',
        'File type not allowed.': '不接受这种文件。', 'Uploading...': '正在上传', 'Progress': '进度', 'progress': '进度', 'Thumbs up': '赞成', 'Thumbs down': '反对',
        'Feedback rating': '评价', 'This field is required.': '这一项必须填写。', 'Required': '必填', 'Disabled': '不可用',
    }
    const roles = {
        'visualization': '图', 'group mark container': '图的一部分', 'chart': '图', 'axis': '坐标轴', 'legend': '图例', 'title': '标题', 'mark': '图形',
        'bar': '条', 'rect mark container': '图形', 'rule mark container': '线', 'symbol mark container': '点', 'text mark container': '文字',
        'line mark container': '线', 'area mark container': '面', 'rect mark': '图形', 'text mark': '文字', 'symbol mark': '点', 'rule mark': '线',
    }
    const inParts = [
        [/^Help for ([^]+)$/, '$1：说明'], [/^Remove ([^]+)$/, '去掉$1'], [/^Add: ([^]+)$/, '按常用名称查找“$1”，点这里或按回车键'], [/^Select (\d+) matches$/, '选中这 $1 项'],
        [/^Page (\d+)$/, '第 $1 页'], [/^Page (\d+), current page$/, '第 $1 页，当前页'], [/^Shortcut ([^]+)$/, '快捷键 $1'], [/^Upload ([^]+)$/, '上传：$1'],
        [/^Cancel upload of ([^]+)$/, '取消上传：$1'], [/^(\d+) options? available\.$/, '共 $1 个选项。'], [/^([^]+), selected$/, '$1，已选'],
        [/^([^]+), not selected$/, '$1，未选'], [/^View (\d+) more$/, '再显示 $1 项'], [/^(\d+)(?:\/| of )(\d+)$/, '$1/$2'],
        [/^Limit (?:\w+ )?([\d.]+)\s*([KMG]B) per file(?: • ([^]+))?$/, '每个文件不超过 $1 $2　$3'], [/^([\d.]+)\s*([KMG]B) per file(?: • ([^]+))?$/, '每个文件不超过 $1 $2　$3'],
        [/^File must be ([\d.]+)\s*([KMG]B) or smaller\.$/, '文件不能大于 $1 $2。'],
        [/^AxiosError: Request failed with status code 503$/, '文件没有传上来，台账暂不可用。恢复后请再选一次。'],
        [/^AxiosError: Request failed with status code 413$/, '文件太大，没有传上来。'],
        [/^AxiosError: (?:Request failed with status code (\d+)|[^]+)$/, (_, status) => `文件没有传上来${status ? `（${status}）` : ''}，请稍后再选一次。`],
        [/^([^]+) files are not allowed\.$/, '不接受 $1 文件。'], [/^(Show data|Show chart|Download as PNG|Copy Vega-Lite spec|Fullscreen|Close fullscreen|Show\/hide columns|Download as CSV|Search): ([^]+)$/, (whole, own, rest) => `${words[own]}：${rest}`],
        [/^(keyboard_\w+|\w+) icon$/, '图标'],
        [/^You can only select up to (\d+) options?\.[^]*$/, '最多选 $1 项。'],
    ]
    // The reasons that the framework gives are for its developers; the reader needs what to do.
    const noPage = '看板里没有这个网址，下面是首页。请从菜单选一页。'
    const noServer = '正在重新连接，恢复后会自动更新；如久未恢复，请刷新页面，或联系维护人员。'
    const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-description', 'aria-valuetext', 'data-title']
    const DATA = 'script, style, pre, code, textarea, [role=grid], [contenteditable=true]'

    const inChinese = text => {
        const said = text.trim()
        if (Object.hasOwn(words, said)) return words[said]
        for (const [pattern, chinese] of inParts) if (pattern.test(said)) return said.replace(pattern, chinese)
        return undefined
    }
    const reason = (text, place) => {
        if (/does not seem to exist|no corresponding file was found/.test(text)) return noPage
        const dialog = place.closest('[role=dialog]')
        const lost = dialog && /与服务器的连接已断开|Connection error/.test(dialog.textContent) && !/[\u4e00-\u9fff]/.test(text)
        return lost ? noServer : undefined
    }
    const translateText = node => {
        const place = node.parentElement
        if (!place || !/[A-Za-z]{2}/.test(node.data) || place.closest(DATA)) return
        const chinese = inChinese(node.data) ?? reason(node.data, place)
        if (chinese !== undefined) node.data = chinese
    }
    const translateAttributes = element => {
        for (const name of ATTRIBUTES) {
            const value = element.getAttribute(name)
            if (!value || !/[A-Za-z]{2}/.test(value)) continue
            const chinese = (name === 'aria-roledescription' && roles[value]) || inChinese(value)
            if (chinese) element.setAttribute(name, chinese)
        }
        // Icons are letters that a font draws: nothing to read out.
        if (element.matches('[data-testid=stIconMaterial]')) element.setAttribute('aria-hidden', 'true')
    }
    const translate = node => {
        if (node.nodeType === Node.TEXT_NODE) return translateText(node)
        if (node.nodeType !== Node.ELEMENT_NODE) return
        translateAttributes(node)
        const inside = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
        while (inside.nextNode()) {
            if (inside.currentNode.nodeType === Node.TEXT_NODE) translateText(inside.currentNode)
            else translateAttributes(inside.currentNode)
        }
    }
    new MutationObserver(changes => {
        for (const change of changes) {
            if (change.type === 'childList') change.addedNodes.forEach(translate)
            else if (change.type === 'characterData') translateText(change.target)
            else translateAttributes(change.target)
        }
    }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES})
})()
