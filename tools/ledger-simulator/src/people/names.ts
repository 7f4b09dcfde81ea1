import type { Language } from './person.js';

type Words = Readonly<{ family: readonly string[]; given: readonly string[] }>;

/** Invented people: common names put together by chance, addresses of places that do not exist. */
const NAMES: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    family: ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙'],
    given: ['伟', '秀英', '敏', '静', '磊', '洋', '艳', '勇', '芳', '娟', '强', '桂兰'],
  },
  'zh-TW': {
    family: ['林', '陳', '黃', '張', '吳', '蔡', '許', '鄭', '謝', '洪', '郭', '邱'],
    given: ['志明', '淑芬', '俊傑', '雅婷', '家豪', '怡君', '建宏', '美玲', '冠宇', '佳穎', '宗翰', '欣怡'],
  },
  en: {
    family: ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Hazel', 'Juniper', 'Larch', 'Maple', 'Oakes', 'Pine'],
    given: ['Avery', 'Blake', 'Casey', 'Drew', 'Ellis', 'Frankie', 'Gray', 'Harper', 'Indy', 'Jules', 'Kit', 'Lane'],
  },
};

export function nameOf(language: Language, family: number, given: number): string {
  const words = NAMES[language];
  const first = words.given[Math.floor(given * words.given.length)] as string;
  const last = words.family[Math.floor(family * words.family.length)] as string;
  return language === 'en' ? `${first} ${last}` : `${last}${first}`;
}
