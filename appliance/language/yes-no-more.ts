// Yes and no in the languages that are not tested sentence by sentence, as they are written; "|" between them. Serbian is there in both
// scripts, Chinese with Cantonese.

interface FewWords {
  readonly yes: string;
  readonly no: string;
  readonly filler?: string;
}

export const MORE_WORDS: Readonly<Record<string, FewWords>> = {
  af: { yes: 'ja|goed|reg so', no: 'nee|kanselleer', filler: 'asseblief|dankie' },
  ar: { yes: 'نعم|أجل|اجل|أيوه|ايوه|طبعا|حسنا', no: 'لا|كلا|إلغاء', filler: 'من فضلك|شكرا' },
  bg: { yes: 'да|добре|разбира се|ок', no: 'не|откажи|недей', filler: 'моля|благодаря' },
  bn: { yes: 'হ্যাঁ|হ্যা|ঠিক আছে', no: 'না' },
  ca: { yes: "sí|si|d'acord|és clar|vale", no: 'no|cancel·la|deixa-ho', filler: 'si us plau|gràcies' },
  cy: { yes: 'ie|iawn', no: 'na|nage', filler: 'os gwelwch yn dda|diolch' },
  el: { yes: 'ναι|μάλιστα|βεβαίως|εντάξει|οκ', no: 'όχι|οχι|άκυρο|ακύρωση', filler: 'παρακαλώ|ευχαριστώ' },
  et: { yes: 'jah|jaa|muidugi|olgu', no: 'ei|katkesta', filler: 'palun|aitäh' },
  eu: { yes: 'bai|ados|noski', no: 'ez|utzi', filler: 'mesedez|eskerrik asko' },
  fa: { yes: 'بله|آره|باشه|حتما', no: 'نه|خیر|نخیر|لغو', filler: 'لطفا|ممنون' },
  fi: { yes: 'kyllä|joo|juu|selvä|toki', no: 'ei|peruuta|älä', filler: 'kiitos' },
  ga: { yes: 'sea|is ea|tá|ceart go leor', no: 'ní hea|níl', filler: 'le do thoil' },
  gl: { yes: 'si|sí|claro|vale|de acordo', no: 'non|cancela', filler: 'por favor|grazas' },
  gu: { yes: 'હા', no: 'ના' },
  he: { yes: 'כן|בטח|בסדר|אוקיי', no: 'לא|בטל|עזוב', filler: 'בבקשה|תודה' },
  hi: { yes: 'हाँ|हां|जी हाँ|जी हां|ठीक है|बिल्कुल', no: 'नहीं|जी नहीं|रहने दो', filler: 'कृपया|धन्यवाद' },
  hr: { yes: 'da|naravno|u redu|može', no: 'ne|odustani|nemoj', filler: 'molim|hvala' },
  hu: { yes: 'igen|persze|rendben|oké', no: 'nem|ne|mégse|mégsem', filler: 'kérem|kérlek|köszönöm' },
  hy: { yes: 'այո|հա|իհարկե', no: 'ոչ|չէ' },
  id: { yes: 'ya|iya|tentu|baik|oke', no: 'tidak|nggak|batal|jangan', filler: 'tolong|terima kasih' },
  is: { yes: 'já|jú|endilega|allt í lagi', no: 'nei|hætta við', filler: 'takk' },
  ja: { yes: 'はい|うん|ええ|はいお願いします|はい お願いします', no: 'いいえ|いや|ううん|やめて|キャンセル' },
  ka: { yes: 'კი|დიახ', no: 'არა' },
  kn: { yes: 'ಹೌದು', no: 'ಇಲ್ಲ|ಬೇಡ' },
  ko: { yes: '네|예|응|그래|좋아', no: '아니요|아니오|아니|취소' },
  lb: { yes: 'jo|kloer|an der rei', no: 'nee|neen', filler: 'wann ech gelift|merci' },
  lt: { yes: 'taip|gerai|žinoma', no: 'ne|atšaukti|nereikia', filler: 'prašau|ačiū' },
  lv: { yes: 'jā|labi|protams', no: 'nē|atcelt|nevajag', filler: 'lūdzu|paldies' },
  ml: { yes: 'അതെ|ശരി', no: 'അല്ല|വേണ്ട|ഇല്ല' },
  mn: { yes: 'тийм', no: 'үгүй' },
  ms: { yes: 'ya|baik|boleh', no: 'tidak|tak|jangan|batal', filler: 'tolong|terima kasih' },
  nb: {
    yes: 'ja|jo|jepp|greit|selvfølgelig|gjør det',
    no: 'nei|avbryt|stopp|la være|ikke nå',
    filler: 'takk|vær så snill',
  },
  ne: { yes: 'हो|हुन्छ|छ', no: 'होइन|हुँदैन|छैन', filler: 'कृपया|धन्यवाद' },
  pa: { yes: 'ਹਾਂ|ਹਾਂ ਜੀ|ਠੀਕ ਹੈ', no: 'ਨਹੀਂ|ਨਹੀਂ ਜੀ' },
  ro: { yes: 'da|sigur|desigur|bine', no: 'nu|anulează|lasă', filler: 'te rog|vă rog|mulțumesc' },
  sk: { yes: 'áno|jasné|samozrejme|dobre|hej', no: 'nie|zrušiť|zruš to|radšej nie', filler: 'prosím|ďakujem' },
  sl: { yes: 'da|ja|seveda|v redu', no: 'ne|prekliči|raje ne', filler: 'prosim|hvala' },
  sr: {
    yes: 'да|наравно|у реду|може|da|naravno|u redu|može',
    no: 'не|откажи|немој|ne|otkaži|nemoj',
    filler: 'молим|хвала|molim|hvala',
  },
  sw: { yes: 'ndiyo|ndio|sawa', no: 'hapana|acha', filler: 'tafadhali|asante' },
  ta: { yes: 'ஆம்|ஆமாம்|சரி', no: 'இல்லை|வேண்டாம்' },
  te: { yes: 'అవును|సరే', no: 'కాదు|వద్దు|లేదు' },
  th: { yes: 'ใช่|ใช่ครับ|ใช่ค่ะ|ตกลง|ได้', no: 'ไม่|ไม่ใช่|ไม่ครับ|ไม่ค่ะ|ไม่ใช่ครับ|ไม่ใช่ค่ะ|ยกเลิก' },
  tr: { yes: 'evet|tamam|olur|tabii', no: 'hayır|iptal|olmaz', filler: 'lütfen|teşekkürler' },
  uk: { yes: 'так|звичайно|добре|гаразд', no: 'ні|не треба|скасувати|скасуй', filler: 'будь ласка|дякую' },
  ur: { yes: 'جی ہاں|ہاں|ٹھیک ہے', no: 'نہیں|جی نہیں' },
  vi: { yes: 'có|vâng|được|đồng ý', no: 'không|hủy|thôi' },
  zh: {
    yes: '是|是的|对|對|好|好的|可以|确认|確認|係|係呀|好呀',
    no: '不|不是|不要|没有|沒有|不用|取消|唔係|唔係呀|唔好|唔使',
  },
};

/** English words that such a language has for something else: "no" begins many a Slovak or Slovenian "yes". */
export const NOT_ENGLISH: Readonly<Record<string, readonly string[]>> = { sk: ['no'], sl: ['no'] };
