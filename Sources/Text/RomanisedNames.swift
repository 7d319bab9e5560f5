/// Names whose usual English form does not follow from their letters.
enum RomanisedNames {
  /// The usual form of a folded name; of one in the ي of descent (سليماني) too where its stem is a person's name.
  static func form(of folded: String) -> String? {
    if let name = people[folded] ?? places[folded] { return name }
    guard folded.hasSuffix("ي"), let stem = people[String(folded.unicodeScalars.dropLast())], stem.utf8.count > 3 else {
      return nil
    }
    return stem + "i"
  }

  private static func table(_ list: String) -> [String: String] {
    var table: [String: String] = [:]
    for line in list.split(separator: "\n") {
      let parts = line.split(separator: "=")
      guard parts.count == 2 else { continue }
      for name in parts[0].split(separator: ",") { table[name.folded()] = String(parts[1]) }
    }
    return table
  }

  /// Two words are joined by a space.
  private static let people = table(
    """
    محمد=Muhammad
    أحمد=Ahmad
    محمود=Mahmoud
    مصطفى=Mustafa
    علي=Ali
    عمر=Omar
    عمرو=Amr
    عثمان=Osman
    حسن=Hassan
    حسين=Hussein
    الحسين=Hussein
    يوسف=Yousef
    إبراهيم=Ibrahim
    إسماعيل=Ismail
    إسحاق=Ishaq
    يعقوب=Yaqoub
    موسى=Musa
    عيسى=Issa
    يحيى=Yahya
    سليمان=Suleiman
    داود,داوود=Dawood
    عبدالله,عبد الله=Abdullah
    عبدالرحمن,عبد الرحمن=Abd al-Rahman
    عبد=Abd
    الله=Allah
    بن=bin
    ابن=Ibn
    بنت=bint
    أبو=Abu
    أبي=Abi
    أم=Umm
    آل=Al
    و=wa
    خالد=Khaled
    وليد=Walid
    منير=Munir
    عاصم=Asim
    سيد=Sayyid
    سيدي=Sidi
    بشار=Bashar
    الأسد=al-Assad
    معمر=Muammar
    صدام=Saddam
    هنية=Haniyeh
    نصرالله,نصر الله=Nasrallah
    حزب الله=Hezbollah
    حماس=Hamas
    فتح=Fatah
    نوري=Nouri
    نبيه=Nabih
    سعد=Saad
    سعود=Saud
    سعيد=Saeed
    فهد=Fahd
    فيصل=Faisal
    سلمان=Salman
    بدر=Badr
    تركي=Turki
    جعفر=Jafar
    عباس=Abbas
    مهدي=Mahdi
    رضا=Reza
    روحاني=Rouhani
    رئيسي=Raisi
    بزشكيان=Pezeshkian
    عراقجي=Araghchi
    خامنئي=Khamenei
    خميني=Khomeini
    ظريف=Zarif
    شريف=Sharif
    خان=Khan
    نواز=Nawaz
    شهباز=Shehbaz
    نتنياهو=Netanyahu
    ترامب=Trump
    بايدن=Biden
    أوباما=Obama
    بوتين=Putin
    لافروف=Lavrov
    زيلينسكي=Zelensky
    أردوغان=Erdogan
    ماكرون=Macron
    غوتيريش=Guterres
    يونس=Younis
    مريم=Maryam
    فاطمة=Fatima
    عائشة=Aisha
    خديجة=Khadija
    زينب=Zainab
    نور=Nour
    كريم=Karim
    جمال=Jamal
    كمال=Kamal
    طارق=Tariq
    مروان=Marwan
    عدنان=Adnan
    منذر=Munther
    نصر=Nasr
    صقر=Saqr
    """)

  private static let places = table(
    """
    إيران=Iran
    عراقي=Iraqi
    مصري=Masri
    العراق=Iraq
    سوريا,سورية=Syria
    لبنان=Lebanon
    الأردن=Jordan
    فلسطين=Palestine
    إسرائيل=Israel
    مصر=Egypt
    السودان=Sudan
    ليبيا=Libya
    تونس=Tunis
    الجزائر=Algeria
    المغرب=Morocco
    موريتانيا=Mauritania
    السعودية=Saudi Arabia
    اليمن=Yemen
    عمان=Oman
    الإمارات=UAE
    قطر=Qatar
    البحرين=Bahrain
    الكويت=Kuwait
    تركيا=Turkey
    باكستان=Pakistan
    أفغانستان=Afghanistan
    الهند=India
    روسيا=Russia
    الصين=China
    أمريكا,أميركا=America
    إسلام=Islam
    إسلام آباد,اسلام اباد=Islamabad
    كراتشي=Karachi
    لاهور=Lahore
    كابل,كابول=Kabul
    طهران=Tehran
    بغداد=Baghdad
    دمشق=Damascus
    بيروت=Beirut
    القاهرة=Cairo
    القدس=Jerusalem
    غزة=Gaza
    رام الله=Ramallah
    الضفة=al-Diffa
    عدن=Aden
    صنعاء=Sanaa
    الرياض=Riyadh
    مكة=Mecca
    المدينة=Medina
    جدة=Jeddah
    دبي=Dubai
    أبوظبي,أبو ظبي=Abu Dhabi
    الدوحة=Doha
    المنامة=Manama
    مسقط=Muscat
    الخرطوم=Khartoum
    طرابلس=Tripoli
    الرباط=Rabat
    حلب=Aleppo
    حمص=Homs
    إدلب=Idlib
    الموصل=Mosul
    البصرة=Basra
    النجف=Najaf
    كربلاء=Karbala
    أربيل=Erbil
    موسكو=Moscow
    واشنطن=Washington
    لندن=London
    باريس=Paris
    أنقرة=Ankara
    إسطنبول=Istanbul
    """)
}
