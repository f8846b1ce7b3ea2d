extension PageStyle {
  /// Charts: figures, their legends, marks and pointers, heat maps, waterfalls and sparklines.
  static let chartSheet: HTML = """
    .charts{display:grid;grid-template-columns:minmax(0,1fr);gap:32px 28px}.charts.column{max-width:620px;gap:12px}
    .chart{margin:0;min-width:0;max-width:640px;position:relative}figcaption{font-size:14px;font-weight:600}figcaption small{font-weight:400;color:var(--soft);font-size:12.5px;margin-left:8px}
    svg{width:100%;height:auto;display:block;overflow:visible}
    .grid{stroke:var(--line);stroke-width:1}.base{stroke:var(--quiet);stroke-width:1}
    .tick,.marktext,.limittext{fill:var(--soft);font-size:11px;font-variant-numeric:tabular-nums}.marktext{fill:var(--ink)}
    .mark{stroke:var(--ink);stroke-dasharray:2 3;stroke-width:1}.limit{stroke:var(--bad);stroke-dasharray:6 3;stroke-width:1.2}.limittext{fill:var(--bad)}
    .accent{--c:var(--accent)}.second{--c:var(--second)}.third{--c:var(--third)}.good{--c:var(--calm)}.bad{--c:var(--bad)}.warn{--c:var(--warn)}.worse{--c:var(--worse)}.quiet{--c:var(--quiet)}.q1{--c:var(--q1)}.q2{--c:var(--q2)}.q3{--c:var(--q3)}
    .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}.line.weak{stroke-dasharray:3 4}.area,.dot{fill:var(--c)}.band{fill:var(--c);fill-opacity:.16}
    .warmup,.beyond{fill:var(--quiet);fill-opacity:.13}.pointer{stroke:var(--ink);stroke-opacity:.45;stroke-width:1}
    .legend{display:flex;gap:2px 14px;flex-wrap:wrap;font-size:12.5px;color:var(--soft);margin:1px 0 4px;min-height:19px}.swatch{display:inline-block;width:10px;height:10px;border-radius:2px;background:var(--c);margin-right:6px}
    .tip{position:absolute;z-index:2;pointer-events:none;background:var(--ink);color:var(--ground);border-radius:5px;padding:5px 9px;font-size:12px;line-height:1.45;white-space:pre;font-variant-numeric:tabular-nums;max-width:100%}
    .chart details{font-size:12.5px;color:var(--soft);margin-top:2px}.chart details .scroll{max-height:260px;overflow:auto}.values{font-size:12px;color:var(--ink)}.values th,.values td{padding:2px 10px;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.values tbody th{font-weight:400;color:var(--soft)}
    .heat{width:auto;margin-bottom:8px}.heat tbody th{vertical-align:middle;border:0;overflow-wrap:anywhere;max-width:220px}.heat thead th{white-space:normal;text-align:center;overflow-wrap:anywhere;max-width:130px}
    .heat td{text-align:center;padding:6px 12px;border:2px solid var(--ground);font-variant-numeric:tabular-nums;white-space:nowrap;background:color-mix(in srgb,var(--accent) calc(var(--h,0)*62%),var(--panel))}.heat td b{font-weight:600}.heat td small{color:inherit;opacity:.85}.heat td.none{background:none}
    .by-success .heat td{background:color-mix(in srgb,var(--bad) calc(var(--f,0)*75%),var(--panel))}.by-success .heat td.none{background:none}
    .fall{position:relative;height:16px;min-width:200px;background:linear-gradient(var(--line),var(--line)) bottom/100% 1px no-repeat}.fall i{position:absolute;top:3px;height:10px;min-width:2px;border-radius:2px;background:var(--c,var(--accent))}.fall u{position:absolute;top:7.5px;height:1px;background:var(--soft)}.wide{width:32%}
    .spark{width:120px;height:26px;display:inline-block;vertical-align:middle}.spark.long{width:100%;max-width:460px;height:44px}
    @media screen and (max-width:640px),screen and (min-width:800px) and (max-width:960px){.tick,.marktext,.limittext{font-size:14px}.odd{display:none}}
    @media print,(min-width:800px){.charts:not(.column){grid-template-columns:1fr 1fr}\(lastOfOdd)}
    @media screen and (min-width:961px){.charts:not(.column)>:last-child:nth-child(odd) text{font-size:5.3px}}
    """

  /// The last chart of an odd number takes the whole row: drawn larger, but for its lines, points and words.
  private static let lastOfOdd: HTML = """
    .charts:not(.column)>:last-child:nth-child(odd){grid-column:1/-1;max-width:none}\
    .charts:not(.column)>:last-child:nth-child(odd) :is(path,line){vector-effect:non-scaling-stroke}\
    .charts:not(.column)>:last-child:nth-child(odd) text{font-size:7.4px;transform:translateY(-2px)}\
    .charts:not(.column)>:last-child:nth-child(odd) .odd{display:inline}
    """
}
