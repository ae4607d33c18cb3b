import type { PluralCategory, PluralForms } from './text-tools.js';

type Forms = PluralForms<PluralCategory>;

/** What is counted, in the six forms of the grammar. */
export const nouns = {
  operation: {
    zero: 'لا عمليات',
    one: 'عملية واحدة',
    two: 'عمليتان',
    few: '# عمليات',
    many: '# عملية',
    other: '# عملية',
  },
  node: { zero: 'لا عقد', one: 'عقدة واحدة', two: 'عقدتان', few: '# عقد', many: '# عقدة', other: '# عقدة' },
  level: {
    zero: 'لا مستويات',
    one: 'مستوى واحد',
    two: 'مستويان',
    few: '# مستويات',
    many: '# مستوى',
    other: '# مستوى',
  },
  trace: {
    zero: 'لا تتبّعات',
    one: 'تتبّع واحد',
    two: 'تتبّعان',
    few: '# تتبّعات',
    many: '# تتبّعًا',
    other: '# تتبّع',
  },
  span: {
    zero: 'لا امتدادات',
    one: 'امتداد واحد',
    two: 'امتدادان',
    few: '# امتدادات',
    many: '# امتدادًا',
    other: '# امتداد',
  },
  call: {
    zero: 'لا استدعاءات',
    one: 'استدعاء واحد',
    two: 'استدعاءان',
    few: '# استدعاءات',
    many: '# استدعاءً',
    other: '# استدعاء',
  },
  error: { zero: 'لا أخطاء', one: 'خطأ واحد', two: 'خطآن', few: '# أخطاء', many: '# خطأً', other: '# خطأ' },
  value: { zero: 'لا قيم', one: 'قيمة واحدة', two: 'قيمتان', few: '# قيم', many: '# قيمة', other: '# قيمة' },
  step: {
    zero: 'لا خطوات',
    one: 'خطوة واحدة',
    two: 'خطوتان',
    few: '# خطوات',
    many: '# خطوة',
    other: '# خطوة',
  },
  row: { zero: 'لا صفوف', one: 'صف واحد', two: 'صفان', few: '# صفوف', many: '# صفًا', other: '# صف' },
  match: {
    zero: 'لا نتائج',
    one: 'نتيجة واحدة',
    two: 'نتيجتان',
    few: '# نتائج',
    many: '# نتيجة',
    other: '# نتيجة',
  },
  note: {
    zero: 'لا ملاحظات على البيانات',
    one: 'ملاحظة واحدة على البيانات',
    two: 'ملاحظتان على البيانات',
    few: '# ملاحظات على البيانات',
    many: '# ملاحظة على البيانات',
    other: '# ملاحظة على البيانات',
  },
  /** In the genitive, after "during". */
  day: { zero: '# يوم', one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' },
  hour: { zero: '# ساعة', one: 'ساعة واحدة', two: 'ساعتين', few: '# ساعات', many: '# ساعة', other: '# ساعة' },
} satisfies Record<string, Forms>;

/** Two of them in the genitive, after a preposition or another noun; the other forms that stand there do not differ. */
export const genitiveDuals = {
  trace: 'تتبّعين',
  call: 'استدعاءين',
  span: 'امتدادين',
  row: 'صفين',
} as const;
