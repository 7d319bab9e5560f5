/// Dates as the press writes them: a text, and what it states. A language stands before the text where it is needed.
enum DateTables {
  /// All of these are 20 January 2025.
  static let days = """
    20 يناير 2025
    ٢٠ يناير ٢٠٢٥
    20 كانون الثاني 2025
    20 كانون ثاني 2025
    20 كانون الثاني/يناير 2025
    20 يناير/كانون الثاني 2025
    20 يناير (كانون الثاني) 2025
    ٢٠ كانون الثاني (يناير) ٢٠٢٥
    20 جانفي 2025
    الإثنين 20 يناير 2025
    الاثنين، 20 يناير، 2025
    الاثنين 20 يناير/كانون الثاني 2025م
    يوم الاثنين 20 يناير 2025
    الأثنين ٢٠-١-٢٠٢٥
    الاثنين الموافق 20 يناير 2025م
    الاثنين 20 رجب 1446هـ الموافق 20 يناير 2025م
    20 رجب 1446 هـ - 20 يناير 2025 م
    الإثنين 20 رجب 1446 - 20 يناير 2025
    20 رجب 1446 هـ
    20 رجب 1446هـ
    ٢٠ رجب ١٤٤٦ هـ
    20 رجب المرجب 1446 هـ
    20/7/1446 هـ
    1446/7/20 هـ
    20-07-1446هـ
    2025/01/20
    ٢٠٢٥/٠١/٢٠
    ٢٠/٠١/٢٠٢٥
    20 من يناير 2025
    20 من شهر يناير 2025
    20 من يناير عام 2025
    20 يناير لعام 2025
    يناير 20, 2025
    دوشنبه ۱ بهمن ۱۴۰۳
    دوشنبه، ۱ بهمن ۱۴۰۳
    ۱ بهمن ۱۴۰۳
    ۱ بهمن ماه ۱۴۰۳
    ۱ بهمن ۱۴۰۳ هجری شمسی
    ۱۴۰۳/۱۱/۰۱
    ۱۴۰۳/۱۱/۱
    fa: 1403/11/01
    1403/11/01 ه.ش
    ۱۴۰۳-۱۱-۰۱
    ۱ بهمن ۱۴۰۳ برابر با ۲۰ ژانویه ۲۰۲۵
    ۲۰ ژانویه ۲۰۲۵
    ۲۰ ژانویهٔ ۲۰۲۵
    دوشنبه ۲۰ ژانویه ۲۰۲۵
    ۱ دلو ۱۴۰۳
    ۲۰ جنوری ۲۰۲۵
    20 جنوری 2025ء
    پیر 20 جنوری 2025
    20 رجب المرجب 1446ھ
    ۲۰ جنوری ۲۰۲۵ء
    20 January 2025
    20 Jan 2025
    20 Jan. 2025
    20-Jan-2025
    20/Jan/2025
    January 20, 2025
    January 20 2025
    Jan 20, 2025
    Jan. 20, 2025
    Jan. 20th, 2025
    JANUARY 20, 2025
    Monday, January 20, 2025
    Monday 20 January 2025
    Mon, 20 Jan 2025
    Monday, 20th of January 2025
    20th January, 2025
    the 20th of January, 2025
    2025 January 20
    2025-Jan-20
    January 20th 2025
    2025-01-20
    2025.01.20
    2025-1-20
    20.01.2025
    20.1.2025
    20. 1. 2025
    20-01-2025
    20/01/2025
    01/20/2025
    1/20/2025
    20 / 01 / 2025
    20‪/‬01‪/‬2025
    20 января 2025
    20 января 2025 г.
    20 января 2025 года
    20 янв. 2025
    20 янв 2025 г.
    понедельник, 20 января 2025 г.
    Понедельник, 20 января 2025 года
    20 січня 2025
    20 січня 2025 року
    20 січ. 2025
    20 студзеня 2025
    20 януари 2025 г.
    20 јануар 2025
    20. januar 2025.
    20. januara 2025.
    20. siječnja 2025.
    20. siječanj 2025.
    20. januarja 2025
    20. jan. 2025
    20. ledna 2025
    20. leden 2025
    20. januára 2025
    20 stycznia 2025
    20 stycznia 2025 r.
    poniedziałek, 20 stycznia 2025
    20 sty 2025
    20.01.2025 r.
    20. Januar 2025
    Montag, 20. Januar 2025
    Mo., 20. Januar 2025
    20. Jan. 2025
    20. Jänner 2025
    20.Januar 2025
    20 januari 2025
    maandag 20 januari 2025
    20 jan. 2025
    20 janvier 2025
    lundi 20 janvier 2025
    le 20 janvier 2025
    20 janv. 2025
    20 JANVIER 2025
    20 de enero de 2025
    20 de enero del 2025
    lunes, 20 de enero de 2025
    20 ene 2025
    20 ene. 2025
    Enero 20, 2025
    20 enero 2025
    enero 20 de 2025
    20 de janeiro de 2025
    segunda-feira, 20 de janeiro de 2025
    20 de jan. de 2025
    20 de jan. 2025
    20 jan 2025
    20 gennaio 2025
    lunedì 20 gennaio 2025
    20 gen 2025
    20 ianuarie 2025
    luni, 20 ianuarie 2025
    20 ian. 2025
    20 de gener de 2025
    20 de xaneiro de 2025
    20 Ιανουαρίου 2025
    20 Ιαν 2025
    20 ΙΑΝΟΥΑΡΙΟΥ 2025
    Δευτέρα, 20 Ιανουαρίου 2025
    2025. január 20.
    2025. január 20., hétfő
    2025. jan. 20.
    2025. 01. 20.
    2025.01.20.
    20. tammikuuta 2025
    maanantai 20. tammikuuta 2025
    20. jaanuar 2025
    2025. gada 20. janvāris
    2025 m. sausio 20 d.
    20 januari 2025
    måndag 20 januari 2025
    20. januar 2025
    mandag den 20. januar 2025
    mandag 20. januar 2025
    20. janúar 2025
    20 Eanáir 2025
    20 Ionawr 2025
    20 Ocak 2025
    20 Ocak 2025 Pazartesi
    20 Oca 2025
    20 yanvar 2025
    20 қаңтар 2025
    20 январь 2025
    20 იანვარი 2025
    20 հունվարի, 2025
    20 בינואר 2025
    20 ינואר 2025
    20 जनवरी 2025
    20 जन॰ 2025
    २० जनवरी २०२५
    २० जानेवारी २०२५
    २० जनवरी २०२५
    ২০ জানুয়ারি ২০২৫
    ২০ জানুয়ারি, ২০২৫
    20 જાન્યુઆરી 2025
    20 ਜਨਵਰੀ 2025
    20 ஜனவரி 2025
    20 జనవరి 2025
    20 ജനുവരി 2025
    20 มกราคม 2568
    20 ม.ค. 2568
    วันจันทร์ที่ 20 มกราคม พ.ศ. 2568
    20 tháng 1, 2025
    20 tháng 1 năm 2025
    Thứ hai, ngày 20 tháng 1 năm 2025
    Thứ Hai, 20/01/2025
    ngày 20/1/2025
    20 Januari 2025
    Senin, 20 Januari 2025
    Senin, 20 Jan 2025
    20 Januari 2025
    2025年1月20日
    2025年01月20日
    2025年1月20日（月）
    2025年1月20日 星期一
    ２０２５年１月２０日
    2025/01/20
    令和7年1月20日
    民國114年1月20日
    2025년 1월 20일
    2025년 1월 20일 (월)
    2025년1월20일
    20 qershor 2025 | 2025-06-20
    20 Januarie 2025
    20 Enero 2025
    """

  /// Text, instant and precision.
  static let times = """
    20 يناير 2025 - 03:56 بتوقيت غرينتش | 03:56 minute
    20 يناير 2025 - 03:56 GMT | 03:56 minute
    الإثنين ٢٠ يناير ٢٠٢٥ - ٠٣:٥٦ بتوقيت غرينتش | 03:56 minute
    20 يناير 2025 الساعة 06:56 بتوقيت مكة المكرمة | 03:56 minute
    20/01/2025 06:56 (مكة المكرمة) | 03:56 minute
    20 يناير 2025 05:56 بتوقيت القاهرة | 03:56 minute
    20 يناير 2025، الساعة 5:56 صباحاً بتوقيت القدس | 03:56 minute
    20 يناير 2025 3:56 ص | 03:56 minute
    20 يناير 2025 3:56 م | 15:56 minute
    20 يناير 2025 - 3:56 مساءً | 15:56 minute
    20 يناير 2025 الساعة 3 مساء | 15:00 hour
    20 يناير 2025 12:30 ص | 00:30 minute
    20 يناير 2025 12:30 م | 12:30 minute
    ٢٠ يناير ٢٠٢٥ ٠٨:٣٠ م | 20:30 minute
    20 يناير 2025 آخر تحديث | 00:00 day
    03:56 - 20 يناير 2025 | 03:56 minute
    الساعة 03:56 - 20 يناير 2025 | 03:56 minute
    03:56 م - الإثنين 20 يناير 2025 | 15:56 minute
    20 رجب 1446هـ الموافق 20 يناير 2025م 03:56 | 03:56 minute
    ۱ بهمن ۱۴۰۳ - ۱۰:۳۰ | 10:30 minute
    دوشنبه ۱ بهمن ۱۴۰۳ ساعت ۱۰:۳۰ | 10:30 minute
    ۱۰:۳۰ - ۱۴۰۳/۱۱/۰۱ | 10:30 minute
    ۱۴۰۳/۱۱/۰۱ - ۱۰:۳۰ | 10:30 minute
    ۱ بهمن ۱۴۰۳، ۱۰:۳۰ ب.ظ | 22:30 minute
    ۱۰:۳۰ - ۱ بهمن ۱۴۰۳ به وقت تهران | 10:30 minute
    ۱ بهمن ۱۴۰۳ ساعت ۱۰:۳۰ به وقت تهران | 07:00 minute
    20 جنوری 2025 10:30 بجے | 10:30 minute
    20 January 2025 at 10:30 | 10:30 minute
    20 January 2025, 10:30 GMT | 10:30 minute
    January 20, 2025 10:30 AM | 10:30 minute
    January 20, 2025 at 10:30 p.m. | 22:30 minute
    January 20, 2025 at 10:30 p.m. ET | +1 03:30 minute
    Jan. 20, 2025, 10:30 PM UTC | 22:30 minute
    January 20, 2025 10:30am | 10:30 minute
    January 20, 2025, 3pm | 15:00 hour
    Jan 20, 2025 5:30 AM EST | 10:30 minute
    January 20, 2025 5:30 a.m. Eastern Time | 10:30 minute
    20 January 2025 10:30 BST | 09:30 minute
    20 January 2025 10:30 IST | 05:00 minute
    20 January 2025 13:30 Moscow time | 10:30 minute
    10:30 GMT, 20 January 2025 | 10:30 minute
    10:30, 20 January 2025 | 10:30 minute
    10:30 a.m., January 20, 2025 | 10:30 minute
    Mon Jan 20 2025 13:30:00 GMT+0300 (Arabian Standard Time) | 10:30 second
    Mon Jan 20 10:30:00 2025 | 10:30 second
    Mon Jan 20 10:30:00 UTC 2025 | 10:30 second
    Mon, 20 Jan 2025 10:30:00 +0000 | 10:30 second
    Mon, 20 Jan 2025 13:30:00 +0300 | 10:30 second
    Mon, 20 Jan 2025 10:30:00 GMT | 10:30 second
    20.01.2025 10:30 | 10:30 minute
    20.01.2025, 10:30 Uhr | 10:30 minute
    20. Januar 2025, 10.30 Uhr | 10:30 minute
    20. Januar 2025 um 10:30 Uhr | 10:30 minute
    20. Januar 2025 10:30 Uhr MEZ | 09:30 minute
    Stand: 20.01.2025 10:30 Uhr | 10:30 minute
    20 janvier 2025 à 10h30 | 10:30 minute
    20 janvier 2025 à 10 h 30 | 10:30 minute
    le 20/01/2025 à 10:30 | 10:30 minute
    20/01/2025 10h30 | 10:30 minute
    20 de janeiro de 2025 às 10h30 | 10:30 minute
    20/01/2025 às 10:30 | 10:30 minute
    20/01/2025 - 10:30 | 10:30 minute
    20 de enero de 2025 a las 10:30 | 10:30 minute
    20 ene 2025 - 10:30 CET | 09:30 minute
    20 de enero de 2025 10:30 h | 10:30 minute
    20 gennaio 2025 alle 10:30 | 10:30 minute
    20 gennaio 2025 ore 10.30 | 10:30 minute
    20 gennaio 2025 - 10:30 | 10:30 minute
    20.01.2025 godz. 10:30 | 10:30 minute
    20 stycznia 2025, 10:30 | 10:30 minute
    20. ledna 2025 v 10:30 | 10:30 minute
    20. 1. 2025 v 10:30 | 10:30 minute
    20. 1. 2025 10:30 | 10:30 minute
    2025. január 20. 10:30 | 10:30 minute
    2025. 01. 20. 10:30 | 10:30 minute
    2025.01.20. 10:30 | 10:30 minute
    20 januari 2025 kl. 10.30 | 10:30 minute
    2025-01-20 kl 10.30 | 10:30 minute
    20. jan. 2025 kl. 10:30 | 10:30 minute
    20.1.2025 klo 10.30 | 10:30 minute
    20.1.2025 10:30 | 10:30 minute
    20 Ιανουαρίου 2025, 10:30 | 10:30 minute
    20 Ocak 2025, 10:30 | 10:30 minute
    20.01.2025 - 10:30 | 10:30 minute
    20 Ocak 2025 Pazartesi 10:30 | 10:30 minute
    20 Ocak 2025 saat 13:30 TSİ | 10:30 minute
    20 ianuarie 2025, ora 10:30 | 10:30 minute
    20 января 2025, 10:30 | 10:30 minute
    20 января 2025 в 10:30 | 10:30 minute
    20 января 2025, 13:30 мск | 10:30 minute
    20 января 2025 г. в 13:30 по московскому времени | 10:30 minute
    10:30, 20 января 2025 | 10:30 minute
    20 січня 2025, 10:30 | 10:30 minute
    20 януари 2025 г., 10:30 ч. | 10:30 minute
    20. januar 2025. u 10:30 | 10:30 minute
    20.01.2025. 10:30 | 10:30 minute
    20.01.2025. u 10:30 | 10:30 minute
    Senin, 20 Jan 2025 17:30 WIB | 10:30 minute
    20/01/2025 17:30 (GMT+7) | 10:30 minute
    Thứ Hai, 20/01/2025, 17:30 (GMT+7) | 10:30 minute
    17:30 20/01/2025 | 17:30 minute
    20 มกราคม 2568 เวลา 10.30 น. | 10:30 minute
    20 ม.ค. 2568 10:30 น. | 10:30 minute
    20 जनवरी 2025, 04:00 PM IST | 10:30 minute
    20 Jan 2025, 04:00 PM IST | 10:30 minute
    2025年1月20日 10:30 | 10:30 minute
    2025年1月20日10时30分 | 10:30 minute
    2025年1月20日 10時30分 | 10:30 minute
    2025年1月20日 上午10:30 | 10:30 minute
    2025年1月20日 下午3:30 | 15:30 minute
    2025年1月20日 午後3時30分 | 15:30 minute
    2025年1月20日（月）10時30分 | 10:30 minute
    2025-01-20 10:30:15 | 10:30:15 second
    2025년 1월 20일 오전 10:30 | 10:30 minute
    2025년 1월 20일 오후 3시 30분 | 15:30 minute
    2025.01.20 10:30 | 10:30 minute
    입력 2025-01-20 10:30 | 10:30 minute
    20 January 2025, 10:30-12:00 | 10:30 minute
    20 janvier 2025 10:30 et 20:30 | 10:30 minute
    """

  /// Fields of feeds, pages and mails; the day is 20 January 2025 where no other is said.
  static let fields = """
    2025-01-20T10:30:00Z | 10:30 second
    2025-01-20T10:30:00z | 10:30 second
    2025-01-20t10:30:00z | 10:30 second
    2025-01-20T10:30:00.000Z | 10:30 second
    2025-01-20T10:30:00.1234567Z | 10:30 second
    2025-01-20T10:30:00,123Z | 10:30 second
    2025-01-20T13:30:00+03:00 | 10:30 second
    2025-01-20T13:30:00+0300 | 10:30 second
    2025-01-20T13:30:00+03 | 10:30 second
    2025-01-20T05:30:00-05:00 | 10:30 second
    2025-01-20T05:30:00−05:00 | 10:30 second
    2025-01-20T05:30-05:00 | 10:30 minute
    2025-01-20T13:30+03:00 | 10:30 minute
    2025-01-20T10:30 | 10:30 minute
    2025-01-20T10:30:00 | 10:30 second
    2025-01-20T10:30:00 +00:00 | 10:30 second
    2025-01-20T13:30:00 +0300 | 10:30 second
    2025-01-20T13:30:00.000+0300 | 10:30 second
    2025-01-20T13:30:00.000+03:00 | 10:30 second
    2025-01-20T10:30:00Z[UTC] | 10:30 second
    2025-01-20T13:30:00+03:00[Asia/Riyadh] | 10:30 second
    2025-01-20T10:30:00 UTC | 10:30 second
    2025-01-20T10:30:00GMT | 10:30 second
    2025-01-20T13:30:00GMT+03:00 | 10:30 second
    2025-01-20T24:00:00Z | +1 00:00 second
    2025-01-20T10-30-00 | 10:30 second
    2025-01-20T10 | 10:00 hour
    2025-01-20T1:30 | 01:30 minute
    2025-1-20T10:30 | 10:30 minute
    2025-01-20 10:30:00 | 10:30 second
    2025-01-20 10:30:00Z | 10:30 second
    2025-01-20 10:30:00 UTC | 10:30 second
    2025-01-20 13:30:00 +0300 | 10:30 second
    2025-01-20 13:30:00 +03:00 | 10:30 second
    2025-01-20 13:30:00+03 | 10:30 second
    2025-01-20 05:30:00-05:00 | 10:30 second
    2025-01-20 05:30:00 EST | 10:30 second
    2025-01-20 10:30:00.0 | 10:30 second
    2025-01-20 10:30 | 10:30 minute
    2025-01-20, 10:30 | 10:30 minute
    2025-01-20 3:30 PM | 15:30 minute
    2025-01-20  10:30 | 10:30 minute
    2025–01–20 10:30 | 10:30 minute
    2025/01/20 10:30:00 | 10:30 second
    2025.01.20 10:30 | 10:30 minute
    20250120 | 00:00 day
    20250120T103000Z | 10:30 second
    20250120T133000+0300 | 10:30 second
    20250120T1030 | 10:30 minute
    20250120103000 | 10:30 second
    202501201030 | 10:30 minute
    2025-01-20 | 00:00 day
    2025-01 | 2025-01-01 month
    01/2025 | 2025-01-01 month
    2025 | 2025-01-01 year
    1737369000 | 10:30 second
    1737369000000 | 10:30 second
    Mon, 20 Jan 2025 10:30:00 +0000 | 10:30 second
    Mon, 20 Jan 2025 10:30:00 GMT | 10:30 second
    Mon, 20 Jan 2025 10:30 GMT | 10:30 minute
    Mon, 20 Jan 2025 10:30:00 Z | 10:30 second
    Mon, 20 Jan 2025 10:30:00 UT | 10:30 second
    Mon, 20 Jan 2025 05:30:00 EST | 10:30 second
    Mon, 20 Jan 2025 02:30:00 PST | 10:30 second
    Mon, 20 Jan 25 10:30:00 GMT | 10:30 second
    20 Jan 2025 10:30:00 GMT | 10:30 second
    20 Jan 25 10:30 | 10:30 minute
    Monday, 20-Jan-25 10:30:00 GMT | 10:30 second
    Monday, 20 January 2025 10:30:00 +0000 | 10:30 second
    Lun, 20 Jan 2025 10:30:00 +0000 | 10:30 second
    Mo, 20 Jan 2025 10:30:00 +0000 | 10:30 second
    Mon, 20 Jan 2025 10:30:00 +00:00 | 10:30 second
    Mon,20 Jan 2025 10:30:00 GMT | 10:30 second
    Mon, 20 Jan 2025 10:30:00 +0000 (UTC) | 10:30 second
    Mon, 20 Jan 2025 05:30:00 -0500 (EST) | 10:30 second
    Mon Jan 20 2025 10:30:00 GMT+0000 (Coordinated Universal Time) | 10:30 second
    Mon Jan 20 10:30:00 2025 | 10:30 second
    1/20/2025 10:30:00 AM | 10:30 second
    1/20/2025 3:30:00 PM | 15:30 second
    20.01.25 | 00:00 day
    20.01.25, 10:30 | 10:30 minute
    20/01/25 10:30 | 10:30 minute
    ja: 25/01/20 | 00:00 day
    Published 20 January 2025, 10:30 GMT | 10:30 minute
    Published: Jan 20, 2025 / 10:30 AM | 10:30 minute
    Posted on January 20, 2025 | 00:00 day
    Updated at 10:30 on 20 January 2025 | 10:30 minute
    نشر في: 20 يناير 2025 - 10:30 | 10:30 minute
    تاريخ النشر: 2025/01/20 10:30 | 10:30 minute
    آخر تحديث 20-01-2025 الساعة 10:30 | 10:30 minute
    Опубликовано: 20 января 2025 10:30 | 10:30 minute
    تاریخ انتشار: ۱ بهمن ۱۴۰۳ - ۱۰:۳۰ | 10:30 minute
    Veröffentlicht am 20. Januar 2025 um 10:30 Uhr | 10:30 minute
    Publié le 20 janvier 2025 à 10h30 | 10:30 minute
    Mis à jour le 20/01/2025 à 10:30 | 10:30 minute
    Publicado em 20/01/2025 às 10h30 | 10:30 minute
    Actualizado 20/01/2025 - 10:30 | 10:30 minute
    Data publikacji: 20.01.2025, 10:30 | 10:30 minute
    发布时间：2025-01-20 10:30 | 10:30 minute
    来源：新华网 2025年01月20日10:30 | 10:30 minute
    公開日時：2025年1月20日 10時30分 | 10:30 minute
    기사입력 2025.01.20. 오전 10:30 | 10:30 minute
    20 رجب 1446 هـ - 20 يناير 2025 م | 00:00 day
    """

  /// Counted from 2025-01-21T10:30:00Z, a Tuesday.
  static let relative = """
    today | 2025-01-21T00:00:00Z day
    yesterday | 2025-01-20T00:00:00Z day
    Yesterday at 10:05 | 2025-01-20T10:05:00Z minute
    Today, 9:05 AM | 2025-01-21T09:05:00Z minute
    2 hours ago | 2025-01-21T08:30:00Z hour
    Published 2 hours ago | 2025-01-21T08:30:00Z hour
    Updated 15 mins ago | 2025-01-21T10:15:00Z minute
    an hour ago | 2025-01-21T09:30:00Z hour
    a minute ago | 2025-01-21T10:29:00Z minute
    3 days ago | 2025-01-18T00:00:00Z day
    2 weeks ago | 2025-01-07T00:00:00Z day
    2 months ago | 2024-11-01T00:00:00Z month
    3 years ago | 2022-01-01T00:00:00Z year
    just now | 2025-01-21T10:30:00Z second
    أمس | 2025-01-20T00:00:00Z day
    اليوم | 2025-01-21T00:00:00Z day
    اليوم الساعة 09:05 | 2025-01-21T09:05:00Z minute
    أول أمس | 2025-01-19T00:00:00Z day
    منذ ساعة | 2025-01-21T09:30:00Z hour
    منذ ساعتين | 2025-01-21T08:30:00Z hour
    منذ 3 ساعات | 2025-01-21T07:30:00Z hour
    منذ ٣ ساعات | 2025-01-21T07:30:00Z hour
    قبل 15 دقيقة | 2025-01-21T10:15:00Z minute
    منذ يومين | 2025-01-19T00:00:00Z day
    منذ 11 ساعة | 2025-01-20T23:30:00Z hour
    نشر قبل 5 أيام | 2025-01-16T00:00:00Z day
    دیروز | 2025-01-20T00:00:00Z day
    ۲ ساعت پیش | 2025-01-21T08:30:00Z hour
    2 گھنٹے پہلے | 2025-01-21T08:30:00Z hour
    вчера | 2025-01-20T00:00:00Z day
    вчера в 10:05 | 2025-01-20T10:05:00Z minute
    сегодня, 09:05 | 2025-01-21T09:05:00Z minute
    2 часа назад | 2025-01-21T08:30:00Z hour
    5 часов назад | 2025-01-21T05:30:00Z hour
    час назад | 2025-01-21T09:30:00Z hour
    вчора | 2025-01-20T00:00:00Z day
    2 години тому | 2025-01-21T08:30:00Z hour
    gestern | 2025-01-20T00:00:00Z day
    heute, 09:05 Uhr | 2025-01-21T09:05:00Z minute
    vor 2 Stunden | 2025-01-21T08:30:00Z hour
    vor einer Stunde | 2025-01-21T09:30:00Z hour
    hier à 10:05 | 2025-01-20T10:05:00Z minute
    il y a 2 heures | 2025-01-21T08:30:00Z hour
    il y a une heure | 2025-01-21T09:30:00Z hour
    hace 2 horas | 2025-01-21T08:30:00Z hour
    hace una hora | 2025-01-21T09:30:00Z hour
    ayer | 2025-01-20T00:00:00Z day
    há 2 horas | 2025-01-21T08:30:00Z hour
    ontem | 2025-01-20T00:00:00Z day
    2 ore fa | 2025-01-21T08:30:00Z hour
    ieri | 2025-01-20T00:00:00Z day
    2 uur geleden | 2025-01-21T08:30:00Z hour
    gisteren | 2025-01-20T00:00:00Z day
    2 godziny temu | 2025-01-21T08:30:00Z hour
    wczoraj | 2025-01-20T00:00:00Z day
    před 2 hodinami | 2025-01-21T08:30:00Z hour
    2 saat önce | 2025-01-21T08:30:00Z hour
    dün | 2025-01-20T00:00:00Z day
    πριν από 2 ώρες | 2025-01-21T08:30:00Z hour
    χθες | 2025-01-20T00:00:00Z day
    2 timer siden | 2025-01-21T08:30:00Z hour
    för 2 timmar sedan | 2025-01-21T08:30:00Z hour
    igår | 2025-01-20T00:00:00Z day
    2 tuntia sitten | 2025-01-21T08:30:00Z hour
    eilen | 2025-01-20T00:00:00Z day
    2 órával ezelőtt | 2025-01-21T08:30:00Z hour
    tegnap | 2025-01-20T00:00:00Z day
    acum 2 ore | 2025-01-21T08:30:00Z hour
    2 giờ trước | 2025-01-21T08:30:00Z hour
    2 jam yang lalu | 2025-01-21T08:30:00Z hour
    kemarin | 2025-01-20T00:00:00Z day
    2 घंटे पहले | 2025-01-21T08:30:00Z hour
    कल | nothing
    2小时前 | 2025-01-21T08:30:00Z hour
    2 時間前 | 2025-01-21T08:30:00Z hour
    昨日 | 2025-01-20T00:00:00Z day
    2시간 전 | 2025-01-21T08:30:00Z hour
    어제 | 2025-01-20T00:00:00Z day
    20 January | 2025-01-20T00:00:00Z day
    Jan 20, 10:30 | 2025-01-20T10:30:00Z minute
    20 يناير | 2025-01-20T00:00:00Z day
    20 يناير، 10:30 | 2025-01-20T10:30:00Z minute
    30 December | 2024-12-30T00:00:00Z day
    1月20日 | 2025-01-20T00:00:00Z day
    20 января, 10:30 | 2025-01-20T10:30:00Z minute
    soon | nothing
    in 2 hours | nothing
    """

  /// No date in running text; years and months alone count as none here.
  static let none = """
    30 فبراير 2025
    29/02/2025
    2025-13-01
    2025-02-30
    20 يناير
    15 يناير 1446 هـ
    2025
    في 2000 حالة
    1.2.3
    12:30
    192.168.2025.1
    2025-01-20-03
    20/01/2025/7
    القرار 2231
    10.12.2.2025
    A20 January 2025x
    +1-202-555-2025
    12345678
    20250120
    10/12
    1/2 cup 2025
    50.25.2025
    31/11/2024
    31 June 2024
    0 January 2025
    32 January 2025
    1.500.2025
    القناة 24
    2024/2025
    2 out of 2024
    version 10.01.25
    3-4-5
    2025年
    January
    20 Januari
    ISBN 978-3-16-148410-0
    10:30-12:00
    35 رجب 1446 هـ
    31 رجب 1446
    31 اسفند ۱۴۰۳
    """
}
