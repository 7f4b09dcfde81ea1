import type { Message } from './ring.js';

export type PageLanguage = 'zh-CN' | 'zh-TW' | 'en';

const SAID = {
  'zh-CN': {
    title: 'Mora 消息查看器',
    none: '还没有消息。Mora 发出的每条短信和邮件都会显示在这里，不会发给任何人。',
    columns: ['序号', '时间（UTC）', '渠道', '收件人', '内容', '通知编号'],
    sms: '短信',
    email: '邮件',
    from: '发件人',
    reply: '以收件人身份回复（如 TD）',
    send: '发送',
    back: '返回列表',
    letters: '信函',
    count: '条消息',
  },
  'zh-TW': {
    title: 'Mora 訊息檢視器',
    none: '尚無訊息。Mora 發出的每則簡訊與郵件都會顯示在這裡，不會寄給任何人。',
    columns: ['序號', '時間（UTC）', '管道', '收件人', '內容', '通知編號'],
    sms: '簡訊',
    email: '郵件',
    from: '寄件人',
    reply: '以收件人身分回覆（如 TD）',
    send: '傳送',
    back: '返回清單',
    letters: '信函',
    count: '則訊息',
  },
  en: {
    title: 'Mora message viewer',
    none: 'Nothing yet. Every SMS and mail that Mora sends is shown here, and goes to nobody.',
    columns: ['No.', 'Time (UTC)', 'Channel', 'To', 'What it says', 'Notice'],
    sms: 'SMS',
    email: 'E-mail',
    from: 'From',
    reply: 'Answer as the person it went to (STOP, say)',
    send: 'Send',
    back: 'Back to the list',
    letters: 'Letters',
    count: 'messages',
  },
} as const satisfies Record<PageLanguage, object>;

/** The language that is asked for by `?lang=`, else by the browser. */
export function languageOf(asked: string | null, accepted: string | undefined): PageLanguage {
  const all = asked ?? accepted ?? '';
  if (/^zh-(TW|HK|Hant)/iu.test(all)) return 'zh-TW';
  return /^zh/iu.test(all) ? 'zh-CN' : 'en';
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (one) => `&#${one.charCodeAt(0)};`);

const STYLE = `
  :root { color-scheme: light; --line: #d9dee3; --dim: #57626d; --mark: #0b5cad; }
  * { box-sizing: border-box; }
  body { margin: 0; background: #f6f7f9; color: #14181c; font: 15px/1.55 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
  :lang(zh-TW) { font-family: system-ui, "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
  header { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; align-items: baseline; padding: 1rem 1.5rem; background: #fff; border-bottom: 1px solid var(--line); }
  h1 { margin: 0; font-size: 1.2rem; } nav { margin-left: auto; display: flex; gap: .9rem; } a { color: var(--mark); }
  main { padding: 1.5rem; } .dim { color: var(--dim); } .box { background: #fff; border: 1px solid var(--line); border-radius: 6px; }
  .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
  th, td { padding: .55rem .8rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
  th { font-weight: 600; white-space: nowrap; color: var(--dim); } tr:last-child td { border-bottom: 0; }
  td.text { min-width: 18rem; } td.key { font: 12px/1.8 ui-monospace, monospace; color: var(--dim); word-break: break-all; min-width: 9rem; }
  td.time, td.to { white-space: nowrap; } article { max-width: 46rem; padding: 1.2rem 1.4rem; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 0 1rem; }
  dt { color: var(--dim); } dd { margin: 0; word-break: break-all; } pre { white-space: pre-wrap; font: inherit; margin: 0; padding: 1rem; background: #f6f7f9; border-radius: 4px; }
  form { margin-top: 1.2rem; display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; } label { flex: 1 1 16rem; color: var(--dim); }
  input { display: block; width: 100%; margin-top: .2rem; padding: .45rem .6rem; font: inherit; border: 1px solid #9aa5b0; border-radius: 4px; }
  button { padding: .5rem 1.1rem; font: inherit; color: #fff; background: var(--mark); border: 0; border-radius: 4px; cursor: pointer; }`;

const LANGUAGES: readonly (readonly [PageLanguage, string])[] = [
  ['zh-CN', '简体'],
  ['zh-TW', '繁體'],
  ['en', 'English'],
];

function page(language: PageLanguage, path: string, more: string, body: string): string {
  const { title } = SAID[language];
  const links = LANGUAGES.map(([one, name]) => `<a href="${path}?lang=${one}" lang="${one}">${name}</a>`).join('');
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style><header><h1>${title}</h1><span class="dim">${more}</span><nav>${links}</nav></header><main>${body}</main></html>`;
}

const timeOf = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

type List = Readonly<{ messages: readonly Message[]; letters: readonly string[] }>;

export function listPage(language: PageLanguage, { messages, letters }: List): string {
  const said = SAID[language];
  const rows = messages.map(({ number, at, channel, to, subject, text, key }) => {
    const what = subject === '' ? text : `${subject}: ${text}`;
    return `<tr><td><a href="/messages/${number}?lang=${language}">${number}</a></td><td class="time">${timeOf(at)}</td>
<td>${said[channel]}</td><td class="to">${escaped(to)}</td><td class="text">${escaped(what)}</td><td class="key">${escaped(key)}</td></tr>`;
  });
  const head = said.columns.map((column) => `<th>${column}</th>`).join('');
  const table = `<div class="box scroll"><table><tr>${head}</tr>${rows.join('')}</table></div>`;
  const files = letters.map((name) => `<li><a href="/letters/${encodeURIComponent(name)}">${escaped(name)}</a></li>`);
  const post = files.length === 0 ? '' : `<h2>${said.letters}</h2><ul>${files.join('')}</ul>`;
  const none = `<p class="dim">${said.none}</p>`;
  return page(language, '/', `${messages.length} ${said.count}`, (rows.length === 0 ? none : table) + post);
}

export function messagePage(
  language: PageLanguage,
  { number, at, channel, from, to, subject, text, key }: Message,
): string {
  const said = SAID[language];
  const shown = [
    [said.columns[1], timeOf(at)],
    [said.columns[2], said[channel]],
    [said.from, from],
    [said.columns[3], to],
    [said.columns[5], key],
  ].map(([name = '', value = '']) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`);
  const reply = `<form method="post" action="/messages/${number}/reply?lang=${language}"><label>${said.reply}<input name="text" maxlength="500" required></label><button>${said.send}</button></form>`;
  const article = `<article class="box"><dl>${shown.join('')}</dl>${subject === '' ? '' : `<h2>${escaped(subject)}</h2>`}<pre>${escaped(text)}</pre>${reply}</article>`;
  return page(
    language,
    `/messages/${number}`,
    `#${number}`,
    `<p><a href="/?lang=${language}">${said.back}</a></p>${article}`,
  );
}
