import Workbench

/// The style of the briefing: dark on white, no fonts from elsewhere, for screens from 320 px on and for A4.
///
/// Memory, glossary and dictionary differ by the line under them (solid, dashed, dotted), dictionary glosses by italics too,
/// and in the word-by-word lines by a letter: nothing is told by colour alone.
enum Stylesheet {
  static func text(handling: Handling) -> String { screen + phone + print(handling) }

  /// The sheet's hash as a content-security policy names it.
  static func policySource(_ sheet: String) -> String {
    let digits = Array(SHA256.hexadecimal(of: Array(sheet.utf8)).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { nibble(digits[$0]) << 4 | nibble(digits[$0 + 1]) }
    return "'sha256-\(base64(bytes))'"
  }

  private static func nibble(_ digit: UInt8) -> UInt8 { digit < 0x40 ? digit - 0x30 : digit - 0x57 }

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = 0
      for at in 0..<3 { value = value << 8 | (at < group.count ? Int(group[start + at]) : 0) }
      for at in 0..<4 { text.append(at <= group.count ? letters[value >> (18 - 6 * at) & 63] : UInt8(ascii: "=")) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let screen = """
    :root{--ink:#1b1b1b;--soft:#555;--line:#d4d4d4;--deep:#17365d;--paper:#fff;--tint:#f5f6f8;
    --serif:"Source Serif 4","Noto Serif",Charter,"Iowan Old Style",Georgia,"Liberation Serif","Times New Roman",serif;
    --sans:"Source Sans 3","Noto Sans","Segoe UI",system-ui,"Helvetica Neue","Liberation Sans",Arial,sans-serif;
    --orig:"Noto Naskh Arabic","Amiri","Geeza Pro","Traditional Arabic","Sakkal Majalla","Times New Roman",serif}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 var(--serif);overflow-wrap:break-word}
    .tlp{background:#000;font:700 16px/1.3 var(--sans);padding:.55rem 1.5rem;display:flex;gap:1rem;
    justify-content:space-between;align-items:baseline}
    .tlp span{font-weight:400;font-size:13px;color:#ddd}
    .tlp.clear b{color:#fff}.tlp.green b{color:#33ff00}.tlp.amber b{color:#ffc000}.tlp.red b{color:#ff2b2b}
    header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
    header{padding-top:2rem}
    h1{font-size:2rem;line-height:1.2;margin:.2rem 0 .6rem;color:var(--deep);text-wrap:balance}
    h2{font-size:1.3rem;line-height:1.3;margin:0;color:var(--deep)}
    h3{font-size:1.08rem;line-height:1.5;margin:1.6rem 0 .4rem}
    p{margin:.4rem 0}
    a{color:var(--deep)}
    .eyebrow,.lab,th,dt,.fine,nav,.by,.no,.ww,.legend,label{font-family:var(--sans)}
    .eyebrow{font-size:13px;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);margin:0}
    .facts{font-size:16px;display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.8rem 2rem;margin:1rem 0 0;
    padding:.8rem 0;border-top:2px solid var(--deep);border-bottom:1px solid var(--line)}
    .facts div{min-width:0}
    dt{font-size:12px;letter-spacing:.05em;text-transform:uppercase;color:var(--soft)}
    dd{margin:0;line-height:1.4}
    dd small,.fine{font-size:13.5px;line-height:1.45;color:var(--soft)}
    .fine{margin:.3rem 0}
    nav{font-size:14px;line-height:1.9}
    nav a{margin-right:1.1rem;white-space:nowrap}
    section{margin:2.2rem 0 0}
    #bottom-line{margin-top:1.4rem}
    .head{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;flex-wrap:wrap;
    border-bottom:1px solid var(--deep);padding-bottom:.25rem;margin-bottom:.7rem}
    .by{font-size:12.5px;color:var(--soft)}
    .by b{font-weight:600;color:var(--ink)}
    .legend{background:var(--tint);border:1px solid var(--line);padding:.8rem 1.1rem;font-size:14.5px;line-height:1.6;
    margin:1.2rem 0}
    .legend ul{list-style:none;margin:.3rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.8rem}
    .legend .w{font-family:var(--serif);font-size:16px}
    .m,.t,.d,.p,.r{text-underline-offset:.24em;text-decoration-line:underline;text-decoration-thickness:1px}
    .m,.p{text-decoration-style:solid;text-decoration-color:#1d4f91}
    .t{text-decoration-style:dashed;text-decoration-color:#35682f}
    .d{text-decoration-style:dotted;text-decoration-thickness:2px;text-decoration-color:#95611a;font-style:italic}
    .r{text-decoration-style:double;text-decoration-color:#777}
    .n{color:#6b1d1d;white-space:nowrap}
    .orig{font-family:var(--orig);font-size:1.28em;line-height:1.75}
    bdi.orig{font-size:1.15em;line-height:1.2}
    .row{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,.92fr);gap:.2rem 2.2rem;align-items:start}
    .row>.orig{border-right:3px solid var(--line);padding-right:.9rem}
    .lab{display:block;font-size:11.5px;letter-spacing:.05em;text-transform:uppercase;color:var(--soft);line-height:1.5}
    .cite{font:600 .8em/1 var(--sans);white-space:nowrap;text-decoration:none}
    .cite:hover,.cite:focus{text-decoration:underline}
    .bluf{border-left:6px solid var(--deep);padding-left:1.2rem}
    .bluf .en{font-size:1.2rem;line-height:1.5}
    ol.points{margin:0;padding:0;list-style:none;counter-reset:p}
    ol.points>li{counter-increment:p;padding:.8rem 0 .8rem 2.4rem;position:relative;border-top:1px solid var(--line)}
    ol.points>li:first-child{border-top:0}
    ol.points>li::before{content:counter(p);position:absolute;left:0;top:.8rem;font:700 1.3rem/1.4 var(--sans);
    color:var(--deep)}
    .who{font-weight:600;margin:1.1rem 0 .2rem}
    .who small{font-weight:400;font-size:14px;color:var(--soft);font-family:var(--sans)}
    h3 small{font-weight:400;font-size:15px;color:var(--soft);margin-left:.3rem}
    .said{padding:.5rem 0 .5rem 1rem;border-left:2px solid var(--line);margin:.2rem 0}
    .verb{font:14.5px/1.5 var(--sans);color:var(--soft)}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:15.5px;line-height:1.45}
    th{font-size:12px;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);font-weight:600;text-align:left;
    border-bottom:1px solid var(--deep)}
    th,td{padding:.35rem .8rem .35rem 0;vertical-align:top}
    td{border-bottom:1px solid #e6e6e6}
    td.num,th.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    td.bar{width:40%;min-width:7rem}
    td.bar svg{display:block;width:100%;height:.8rem;margin-top:.3rem}
    td.bar rect{fill:#44648c}
    tr.sum td{font-weight:600;border-top:1px solid var(--deep)}
    ul.plain{margin:.3rem 0;padding-left:1.2rem}
    ul.plain li{margin:.3rem 0}
    .empty{color:var(--soft);font-style:italic}
    summary{cursor:pointer;font-family:var(--sans);font-size:14.5px;color:var(--deep);padding:.3rem 0}
    .meta{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1rem;font-size:15px;margin:.3rem 0 1rem}
    .meta dt{line-height:1.9}
    .hash{font:13px/1.5 ui-monospace,"DejaVu Sans Mono","Liberation Mono",monospace;overflow-wrap:anywhere}
    .toggle{margin:0 .5rem 0 0}
    label{font-size:14.5px}
    .doc{border-top:3px double var(--deep);margin-top:2.2rem;padding-top:.4rem}
    .doc h3{margin:.4rem 0}
    .s{display:grid;grid-template-columns:3.4rem minmax(0,1fr) minmax(0,.92fr);gap:.1rem 1.1rem;padding:.75rem .5rem;
    border-top:1px solid #e6e6e6;border-left:4px solid transparent;scroll-margin-top:1rem}
    .s:target{background:#fff7dc;border-left-color:#b8860b;outline:1px solid #d9c27a}
    .no{font-size:13.5px;line-height:1.9}
    .no a{text-decoration:none;font-weight:600}
    .ww{font-size:12.5px;color:var(--soft)}
    .aside{color:var(--soft);font-size:14px;padding:.4rem .5rem .4rem 5.1rem;border-top:1px solid #e6e6e6}
    .il{display:none;grid-column:2/-1;flex-wrap:wrap;align-items:flex-start;gap:.6rem .2rem;margin-top:.5rem;padding-top:.5rem;
    border-top:1px dashed var(--line)}
    .s:target .il,.toggle:checked~.all .il{display:flex}
    .il>span{display:inline-flex;flex-direction:column;align-items:center;max-width:14rem;padding:0 .3rem;
    text-align:center}
    .il b{font:1.32rem/1.5 var(--orig);border-bottom:2px solid #1d4f91;padding:0 .25rem}
    .il i{font-style:normal;font-size:14.5px;line-height:1.3;margin-top:.2rem;direction:ltr;unicode-bidi:isolate}
    .il small{display:block;font:11.5px/1.35 var(--sans);color:var(--soft)}
    .il code{font:10px/1.4 var(--sans);color:#6a6a6a;direction:ltr;unicode-bidi:isolate}
    .it b{border-bottom-style:dashed;border-bottom-color:#35682f}
    .id b{border-bottom-style:dotted;border-bottom-width:3px;border-bottom-color:#95611a}
    .id i{font-style:italic}
    .ir b{border-bottom:3px double #777}
    .in b{border-bottom-color:transparent;background:#f1ecec;color:#6b1d1d}
    .ic b{border-bottom-color:transparent}
    .prop{border:1px solid #1d4f91;padding:.4rem .7rem;margin:0 0 .5rem}
    footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:1rem;padding-bottom:2rem}

    """

  private static let phone = """
    @media screen and (max-width:760px){
    body{font-size:16.5px}
    header,main,footer{padding-left:1rem;padding-right:1rem}
    header{padding-top:1.2rem}
    h1{font-size:1.55rem}
    .tlp{padding:.5rem 1rem;flex-direction:column-reverse;gap:.1rem}
    .row{grid-template-columns:minmax(0,1fr)}
    .row>.orig{margin-top:.4rem}
    .bluf{padding-left:.8rem}.bluf .en{font-size:1.1rem}
    ol.points>li{padding-left:1.9rem}
    nav a{display:inline-block}
    .s{grid-template-columns:minmax(0,1fr);padding:.7rem .6rem}
    .il{grid-column:1}
    .aside{padding-left:.7rem}
    .meta{grid-template-columns:minmax(0,1fr)}.meta dt{margin-top:.3rem;line-height:1.4}
    table.cards thead{display:none}
    table.cards tr{display:block;padding:.5rem 0;border-bottom:1px solid #e6e6e6}
    table.cards td{display:block;border:0;padding:.05rem 0;text-align:left}
    table.cards td[data-label]::before{content:attr(data-label) ": ";font:12px var(--sans);color:var(--soft)}
    table.cards td:first-child{font-weight:600}
    table.cards td:first-child::before{content:none!important}
    table.cards td:empty{display:none}
    }

    """

  private static func print(_ handling: Handling) -> String {
    let label = """
      content:"\(handling.rawValue)";color:\(handling.colour);background:#000;font:700 11pt sans-serif;text-align:center;
      vertical-align:middle;width:44mm;height:7mm
      """
    return """
      @media print{
      html{font-size:12px}
      body{font-size:10.5pt}
      .facts,td,.meta{font-size:10pt}
      nav,.ww,.toggle,label{display:none}
      header,main,footer{max-width:none;padding-left:0;padding-right:0}
      .tlp,.in b,.legend,td.bar rect{-webkit-print-color-adjust:exact;print-color-adjust:exact}
      a{color:inherit;text-decoration:none}
      h2,h3,.head,.who{break-after:avoid}
      .s,li,tr,.il>span{break-inside:avoid}
      .s:target{background:none;outline:0;border-left-color:transparent}
      }
      @page{size:A4;margin:20mm 16mm 20mm;
      @top-right{\(label);margin:6mm 0 7mm}
      @bottom-right{\(label);margin:7mm 0 6mm}
      @bottom-left{content:"Page " counter(page) " of " counter(pages);font:9pt sans-serif;color:#444}}
      @page:first{@top-right{content:none;background:none}}

      """
  }
}
