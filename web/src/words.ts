// What the page says when the workspace cannot: no canvas, a crash. Everything else is said by
// ui/kit/lang.

const english = {
  cannotRun: 'Firsthand cannot run in this browser',
  needs: 'It needs Chrome or Edge 109, Firefox 111 or Safari 17, or newer. Missing here: ',
  noWebgl:
    'WebGL 2, which draws the workspace. Turn on hardware acceleration in the browser’s settings and reload.',
  secureContext: 'a secure connection (https)',
  crashed: 'Firsthand has stopped',
  crashedWhy:
    'A defect in the program. What you wrote before is kept on this computer and will be sent after the restart. Please send us this report:',
  restart: 'Restart',
  copyReport: 'Copy the report',
  copied: 'Copied',
  takenAway: 'Another tab uses this workspace now',
  useHere: 'Use it here',
  scrambled:
    'This browser scrambles what is drawn, against tracking, so text may be unreadable. Allow “canvas data” for this site.',
  recovered:
    'The data on this computer was damaged and is being fetched again. What had not been sent is kept.',
  damaged: 'The data on this computer is damaged. Reload the page to fetch it again.',
  close: 'Close',
};

type Words = typeof english;

const simplified: Words = {
  cannotRun: 'Firsthand 无法在此浏览器中运行',
  needs: '需要 Chrome 或 Edge 109、Firefox 111、Safari 17 或更高版本。此浏览器缺少：',
  noWebgl: '用于绘制工作区的 WebGL 2。请在浏览器设置中打开硬件加速，然后重新加载。',
  secureContext: '安全连接（https）',
  crashed: 'Firsthand 已停止',
  crashedWhy: '程序出现缺陷。您之前写的内容保存在这台计算机上，重新启动后会发送。请将此报告发给我们：',
  restart: '重新启动',
  copyReport: '复制报告',
  copied: '已复制',
  takenAway: '另一个标签页正在使用此工作区',
  useHere: '在此处使用',
  scrambled: '此浏览器为防跟踪会扰乱绘制内容，文字可能无法辨认。请允许本网站使用“画布数据”。',
  recovered: '这台计算机上的数据已损坏，正在重新获取。尚未发送的内容会保留。',
  damaged: '这台计算机上的数据已损坏。请重新加载页面以重新获取。',
  close: '关闭',
};

const traditional: Words = {
  cannotRun: 'Firsthand 無法在此瀏覽器中執行',
  needs: '需要 Chrome 或 Edge 109、Firefox 111、Safari 17 或更新版本。此瀏覽器缺少：',
  noWebgl: '用於繪製工作區的 WebGL 2。請在瀏覽器設定中開啟硬體加速，然後重新載入。',
  secureContext: '安全連線（https）',
  crashed: 'Firsthand 已停止',
  crashedWhy: '程式出現缺陷。您先前寫的內容保存在這部電腦上，重新啟動後會送出。請將此報告寄給我們：',
  restart: '重新啟動',
  copyReport: '複製報告',
  copied: '已複製',
  takenAway: '另一個分頁正在使用此工作區',
  useHere: '在此處使用',
  scrambled: '此瀏覽器為防追蹤會擾亂繪製內容，文字可能無法辨認。請允許本網站使用「畫布資料」。',
  recovered: '這部電腦上的資料已損壞，正在重新取得。尚未送出的內容會保留。',
  damaged: '這部電腦上的資料已損壞。請重新載入頁面以重新取得。',
  close: '關閉',
};

const russian: Words = {
  cannotRun: 'Firsthand не может работать в этом браузере',
  needs: 'Нужен Chrome или Edge 109, Firefox 111, Safari 17 или новее. Здесь нет: ',
  noWebgl:
    'WebGL 2, которым рисуется рабочее место. Включите аппаратное ускорение в настройках браузера и обновите страницу.',
  secureContext: 'защищённого соединения (https)',
  crashed: 'Firsthand остановился',
  crashedWhy:
    'Это ошибка в программе. Написанное ранее сохранено на этом компьютере и будет отправлено после перезапуска. Пришлите нам, пожалуйста, этот отчёт:',
  restart: 'Перезапустить',
  copyReport: 'Скопировать отчёт',
  copied: 'Скопировано',
  takenAway: 'Рабочее место сейчас открыто в другой вкладке',
  useHere: 'Открыть здесь',
  scrambled:
    'Этот браузер искажает изображение для защиты от слежки, и текст может быть нечитаем. Разрешите сайту «данные canvas».',
  recovered:
    'Данные на этом компьютере были повреждены и загружаются заново. Неотправленное сохранено.',
  damaged: 'Данные на этом компьютере повреждены. Обновите страницу, чтобы загрузить их заново.',
  close: 'Закрыть',
};

export function words(languages: readonly string[] = navigator.languages): Words {
  for (const language of languages) {
    if (/^zh-(Hant|TW|HK|MO)/i.test(language)) return traditional;
    if (/^zh/i.test(language)) return simplified;
    if (/^ru/i.test(language)) return russian;
    if (/^en/i.test(language)) return english;
  }
  return english;
}
