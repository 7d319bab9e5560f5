/// Words of dates that are not in the CLDR, or that it has otherwise than the press writes them.
enum DateWordLists {
  /// Names from January, Muharram or Farvardin on; several of one month are parted by commas.
  static let months: [(DateCalendar, language: String, names: [String])] = [
    (
      .gregorian, "ar",
      [
        "كانون ثاني,كانون ثان,جانفي,جانفيه", "فيفري,شباط", "آذار,اذار,مارت", "نيسان,أفريل,إبريل,ابريل",
        "أيار,ايار,ماي,مايس",
        "يونية,يونيه,حزيران,جوان,جون", "يولية,يوليه,تموز,جويلية,يوليوز,جولاي", "أوت,آب,غشت,اوت,اغسطس",
        "أيلول,ايلول,شتنبر,سيبتمبر",
        "تشرين أول,تشرين الاول,اكتوبر", "تشرين ثاني,تشرين ثان,نونبر", "كانون أول,كانون الاول,دجنبر,دسمبر",
      ]
    ),
    (
      .gregorian, "fa",
      [
        "ژانویه,جنوری", "فوریه", "مارس,مارچ", "آوریل,آپریل", "مه,می", "ژوئن,جون", "ژوئیه,جولای,ژوییه",
        "اوت,آگوست,اگوست",
        "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
      ]
    ),
    (.gregorian, "ur", ["", "", "", "", "", "", "جولای", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"]),
    (
      .gregorian, "en",
      ["jan", "feb,febr", "mar", "apr,aprl", "", "june,jun", "july,jul", "aug", "sep,sept", "oct", "nov", "dec"]
    ),
    (
      .gregorian, "ru",
      [
        "январе,янв", "феврале,фев,февр", "марте,мар,март", "апреле,апр", "мае,мая", "июне,июн", "июле,июл",
        "августе,авг",
        "сентябре,сен,сент", "октябре,окт", "ноябре,ноя,нояб", "декабре,дек",
      ]
    ),
    (
      .gregorian, "uk",
      [
        "січні,січ", "лютому,лют", "березні,бер", "квітні,квіт", "травні,трав", "червні,черв", "липні,лип",
        "серпні,серп",
        "вересні,вер", "жовтні,жовт", "листопаді,лист", "грудні,груд",
      ]
    ),
    (
      .gregorian, "sl",
      [
        "januarja", "februarja", "marca", "aprila", "maja", "junija", "julija", "avgusta", "septembra", "oktobra",
        "novembra", "decembra",
      ]
    ),
    (.gregorian, "bn", ["জানুয়ারি", "ফেব্রুয়ারি", "", "", "", "", "", "আগস্ট,অগাস্ট", "", "", "", ""]),
    (.gregorian, "de", ["jän", "", "mrz,maerz", "", "", "", "", "", "sep", "", "", ""]),
    (.gregorian, "es", ["", "", "", "", "", "", "", "agto", "setiembre,set,sep", "", "", ""]),
    (.gregorian, "fr", ["", "fevr", "", "", "", "", "juil", "aout", "", "", "", "dec"]),
    (
      .gregorian, "pt", ["", "", "", "", "", "", "", "", "setem", "", "", ""]
    ),
    (
      .gregorian, "fi",
      [
        "tammikuussa", "helmikuussa", "maaliskuussa", "huhtikuussa", "toukokuussa", "kesäkuussa", "heinäkuussa",
        "elokuussa", "syyskuussa", "lokakuussa", "marraskuussa", "joulukuussa",
      ]
    ),
    (
      .gregorian, "tr",
      [
        "ocakta", "şubatta", "martta", "nisanda", "mayısta", "", "temmuzda", "ağustosta", "eylülde", "ekimde",
        "kasımda", "",
      ]
    ),
    (
      .gregorian, "hu",
      ["jan", "febr", "márc", "ápr", "máj", "jún", "júl", "aug", "szept,szep", "okt", "nov", "dec"]
    ),
    (
      .hijri, "ar",
      [
        "المحرم,محرم الحرام,المحرّم", "صفر الخير,صفر المظفر", "ربيع أول,ربيع الاول,ربيع اول",
        "ربيع الثاني,ربيع ثاني,ربيع الاخر,ربيع الثانی",
        "جمادى الأول,جمادى الاولى,جمادي الأولى,جمادى اولى",
        "جمادى الثانية,جمادى الاخرة,جمادى الآخر,جمادى الثاني,جمادي الثانية", "رجب المرجب,رجب الفرد",
        "شعبان المعظم", "رمضان المبارك,رمضان المعظم", "شوال المكرم",
        "ذي القعدة,ذو القعده,ذوالقعدة,ذيالقعدة,ذي القعده,ذو القعدة الحرام",
        "ذي الحجة,ذو الحجه,ذوالحجة,ذيالحجة,ذي الحجه,ذو الحجة الحرام",
      ]
    ),
    (
      .hijri, "fa",
      [
        "محرم الحرام", "صفر المظفر", "ربیع الاول,ربیع الأول", "ربیع الثانی,ربیع الآخر", "جمادی الاول,جمادی الاولی",
        "جمادی الثانی,جمادی الثانیه", "رجب المرجب",
        "شعبان المعظم", "رمضان المبارک", "شوال المکرم", "ذی القعده,ذیقعده,ذی‌القعده", "ذی الحجه,ذیحجه,ذی‌الحجه",
      ]
    ),
    (
      .hijri, "ur",
      [
        "محرم الحرام", "صفر المظفر", "ربیع الاول", "ربیع الثانی", "جمادی الاول,جمادی الاولیٰ",
        "جمادی الثانی,جمادی الثانیہ", "رجب المرجب", "شعبان المعظم",
        "رمضان المبارک", "شوال المکرم", "ذوالقعدہ,ذیقعد,ذی القعدہ,ذوالقعد", "ذوالحجہ,ذی الحج,ذی الحجہ,ذوالحج",
      ]
    ),
    (
      .hijri, "en",
      [
        "muharram,muharam", "safar", "rabi al awwal,rabi ul awwal,rabi i",
        "rabi al thani,rabi ul thani,rabi al akhir,rabi ii",
        "jumada al ula,jumada al awwal,jumada i", "jumada al akhirah,jumada al thani,jumada ii", "rajab",
        "shaban,sha'ban",
        "ramadan,ramadhan,ramazan", "shawwal,shawal", "dhu al qadah,dhul qadah,dhu al-qi'dah",
        "dhu al hijjah,dhul hijjah,zilhaj",
      ]
    ),
    (.persian, "fa", ["", "", "", "", "امرداد,مرداد ماه", "", "", "", "", "", "", "اسفندماه"]),
    (.persian, "fa", ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"]),
    (
      .persian, "en",
      [
        "farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar", "mehr", "aban", "azar", "dey", "bahman",
        "esfand",
      ]
    ),
  ]

  /// From Sunday on.
  static let weekdays = [
    "أحد,یک شنبه,یک‌شنبه,sun,воскресенье,вск,вс,日,일,အာ,yakshanba,söndag,søndag,su,domenica,dom",
    "اثنين,الإثنين,إثنين,الاثنين,الأثنين,دو شنبه,دو‌شنبه,mon,понедельник,пн,月,월,lundi,lun",
    "ثلاثاء,سه شنبه,سه‌شنبه,tue,tues,вторник,вт,火,화,mardi,mar,di",
    "أربعاء,الاربعاء,چهار شنبه,چهار‌شنبه,wed,weds,среда,среду,ср,水,수,mercredi,mer",
    "خميس,پنج شنبه,پنج‌شنبه,thu,thur,thurs,четверг,чт,木,목,jeudi,jeu",
    "جمعة,آدینه,جمعہ,fri,пятница,пятницу,пт,金,금,vendredi,ven",
    "سبت,sat,суббота,субботу,сб,土,토,شنبه,ہفتہ,sábado,samedi,sam",
  ]

  static let roles: [(DateWord.Roles, String)] = [
    (
      .joins,
      "of,the,de,del,di,do,da,dei,den,der,la,le,el,من,شهر,ماه,سنة,عام,لعام,للعام,العام,لسنة,سال,ماہ,à,na,a,i,m,d,y,gada,gadā,của,ka,ki,के,का,год,року,рік"
    ),
    (.beforeYear, "عام,العام,لعام,للعام,بعام,وعام,عامي,سنة,السنة,لسنة,بسنة,وسنة,سال,năm,พ.ศ."),
    (.perhapsBeforeYear, "in,since,year,anno"),
    (.afterYear, "год,года,году,годом,року,році,рік,г,r,roku,р"),
    (.gregorian, "م,ميلادي,ميلادية,میلادی,عیسوی,ء,ad,ce,للميلاد,н.э.,ค.ศ."),
    (.hijri, "ه,هـ,هجري,هجرية,هجریہ,ھ,ہجری,ah,للهجرة,هـ.ق,ه.ق,هجری قمری,قمری,هجری"),
    (.persian, "هـ.ش,ه.ش,شمسی,خورشیدی,هجری شمسی,هجری خورشیدی,ش,هجري شمسي,شمسي"),
    (.buddhist, "พ.ศ.,be"),
    (
      .beforeTime,
      "at,um,às,as,alle,las,klo,kl,v,ve,в,во,о,об,у,u,o,ob,om,by,op,om,on,em,عند,في,تمام,على,و,στις,و,و,time,من,à,den,fra,kello,kloken,a,à,tại,lúc"
    ),
    (
      [.beforeTime, .announcesHour],
      "الساعة,ساعة,بالساعة,ساعت,ساعات,klo,kl,kello,ora,ore,orele,ora,godz,godzina,saat,saati,saatlerinde,pukul,jam,lúc,hora,hodin,ώρα,kloken,klokka,เวลา,ساعته,وقت"
    ),
    (
      .morning,
      "ص,صباحا,صباحًا,صباح,الصباح,فجرا,فجر,am,утра,ночи,صبح,بامداد,sáng,قبل الظهر,قبل الظهيرة,上午,凌晨,早上,午前,오전,새벽,pagi,a.m"
    ),
    (
      .afternoon,
      "م,مساء,مساءً,المساء,ظهرا,عصرا,ليلا,عصر,شام,شب,pm,вечера,дня,بعد الظهر,بعد ظهر,بعدازظهر,بعد از ظهر,chiều,tối,下午,晚上,午後,오후,malam,sore,p.m"
    ),
    (.ordinal, "st,nd,rd,th,er,re,e,º,ª,го,е,й,я,an,én,i,a,ος,η,ου,ste,de,te,ni,vasario"),
    (
      .hour,
      "h,hs,hrs,hr,uhr,u,uur,時,时,点,點,시,giờ,час,часа,часов,ч,น,godz,ώρα,óra,órakor,stundas,ur,sati,horas,heures,ساعت,บ"
    ),
    (.minute, "分,분,phút,min,мин,минут,минуты,dk,минути"),
    (.second, "秒,초,giây"),
    (.yearUnit, "年,년,năm"),
    (.monthUnit, "月,월,tháng,thg"),
    (.dayUnit, "日,号,號,일"),
    (
      .beforeZone,
      "بتوقيت,توقيت,بحسب,حسب,وفق,به وقت,به,وقت,وفقا,بالتوقيت,по,за,heure,hora,ora,giờ,heure de,hora de,ora di,времени,bảng,بمطابق,مطابق,d'après"
    ),
    (.afterZone, "time,времени,часом,standard,daylight,वक्त,وقت,zeit,uhr,العالمي,المحلي"),
    (
      .sameDay,
      "الموافق,موافق,الموافقة,موافقة,للموافق,برابر,برابر با,مطابق,مطابق با,بمطابق,corresponding to,مصادف,المصادف,ل,لـ"
    ),
    (.isoTime, "t"),
    // Names that are a common word as well, and so need the number of a day.
    (
      .weakMonth,
      "set,out,ago,may,mar,ara,sen,dek,ian,mag,gen,lug,giu,ott,dic,mei,mai,maj,jul,ene,abr,juin,mars,march,مه,می,دی,تیر,مهر,جدی,اسد,قوس,میزان,ثور,عقرب,حوت,سرطان,mart,marte,мая,мае,tir,mehr,maio,mayo,maggio,jun,haz,tem,eki,kas,oca,ser,mac,ogos,ogo,mac,des,okt,nov,dec,lis,lip,kwi,cze,sty,lut,wrz,paź,gru,sie,zář,říj"
    ),
  ]

  /// The year before the first of each era.
  static let eras = [(2018, "令和"), (1988, "平成"), (1925, "昭和"), (1911, "民國"), (1911, "民国"), (1911, "中華民國")]

  /// Latin and Greek without accents, as capitals and careless writers have them.
  static func withoutAccents(_ name: String) -> String {
    guard name.utf8.contains(where: { (0xC3...0xCF).contains($0) || $0 == 0xE1 }) else { return name }
    var plain = String.UnicodeScalarView()
    for scalar in name.unicodeScalars { plain.append(accents[scalar] ?? scalar) }
    return String(plain)
  }

  private static let accents: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs =
      "áaàaâaäaãaåaāaăaąaçcćcčcďdéeèeêeëeēeęeěeėeğgíiìiîiïiīiıiķkłlļlńnñnňnóoòoôoöoõoőořrşsśsšsșsťtţtțtúuùuûuüuūuůuűuýyžzźzżzάαέεήηίιόούυώω"
    var accents: [Unicode.Scalar: Unicode.Scalar] = [:]
    var iterator = pairs.unicodeScalars.makeIterator()
    while let accented = iterator.next(), let plain = iterator.next() { accents[accented] = plain }
    return accents
  }()
}
