namespace Psutil.Tool.Top.Screen;

/// <summary>The colours of the full screen. Whatever a colour says is also said by a character, a word or a number.</summary>
internal sealed class Theme
{
    private static readonly Ink Green = new(96, 200, 112, 32);
    private static readonly Ink Yellow = new(226, 192, 80, 33);
    private static readonly Ink Red = new(240, 96, 88, 31);
    private static readonly Ink Blue = new(96, 156, 240, 34);
    private static readonly Ink Magenta = new(214, 112, 214, 35);
    private static readonly Ink Cyan = new(86, 196, 210, 36);
    private static readonly Ink Orange = new(238, 150, 64, 33);

    // Okabe and Ito's colours, which people with any kind of colour vision can tell apart.
    private static readonly Ink SafeBlue = new(86, 180, 233, 36);
    private static readonly Ink SafeYellow = new(240, 228, 66, 93);
    private static readonly Ink SafeOrange = new(230, 159, 0, 33);
    private static readonly Ink SafeRed = new(213, 94, 0, 91);
    private static readonly Ink SafePurple = new(204, 121, 167, 95);
    private static readonly Ink SafeDeepBlue = new(80, 140, 220, 94);

    private Theme(string name, Ink low, Ink middle, Ink high)
    {
        Name = name;
        (Low, Middle, High) = (low, middle, high);
    }

    /// <summary>All, the usual one first.</summary>
    public static IReadOnlyList<Theme> All { get; } =
    [
        new("dark", Green, Yellow, Red),
        new("light", Darker(Green), new Ink(150, 108, 0, 33), new Ink(190, 24, 24, 31)) { _adapt = Darker },
        new("colorblind", SafeBlue, SafeYellow, SafeRed)
        {
            _adapt = ink =>
                ink == Green ? SafeBlue
                : ink == Yellow ? SafeYellow
                : ink == Red ? SafeRed
                : ink == Magenta ? SafePurple
                : ink == Orange ? SafeOrange
                : ink == Blue ? SafeDeepBlue
                : ink,
        },
        new("mono", Green, Yellow, Red) { IsColorless = true },
    ];

    private Func<Ink, Ink>? _adapt;

    public string Name { get; }

    /// <summary>Whether it has no colours, only bold, dim and inverse text.</summary>
    public bool IsColorless { get; private init; }

    private Ink Low { get; }

    private Ink Middle { get; }

    private Ink High { get; }

    /// <summary>The theme of a name; null if there is none.</summary>
    public static Theme? Find(string name) => All.FirstOrDefault(theme => theme.Name == name);

    /// <summary>The ink of a look; null for the terminal's own.</summary>
    public Ink? InkOf(Look look)
    {
        Ink? ink = look.Role switch
        {
            Role.Share => look.Level * 2 < Look.MostLevel
                ? Ink.Between(Low, Middle, look.Level * 2.0 / Look.MostLevel)
                : Ink.Between(Middle, High, look.Level * 2.0 / Look.MostLevel - 1),
            Role.Good or Role.Running or Role.Started or Role.CpuUser or Role.MemoryUsed => Green,
            Role.Warning or Role.MemoryCache => Yellow,
            Role.Bad or Role.DiskSleep or Role.Ended or Role.CpuSystem => Red,
            Role.Zombie or Role.CpuSteal or Role.MemoryZfs => Magenta,
            Role.Stopped or Role.CpuWait or Role.Out => Orange,
            Role.CpuNice or Role.MemoryBuffers or Role.In => Blue,
            Role.Header => Cyan with { IsBold = true },
            Role.Key => Cyan with { IsBold = true },
            Role.OtherUser => Cyan,
            Role.Found => Yellow with { IsBold = true },
            _ => null,
        };
        return ink is not { } known || look.Role == Role.Share ? ink
            : _adapt is null ? known
            : _adapt(known with { IsBold = false }) with { IsBold = known.IsBold };
    }

    // Half as bright, to be read on white.
    private static Ink Darker(Ink ink) =>
        ink with
        {
            Red = (byte)(ink.Red / 2),
            Green = (byte)(ink.Green / 2),
            Blue = (byte)(ink.Blue / 2),
        };
}
