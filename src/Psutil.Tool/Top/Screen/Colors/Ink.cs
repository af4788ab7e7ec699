namespace Psutil.Tool.Top.Screen;

/// <summary>How something is drawn.</summary>
/// <param name="Red">The amount of red, 0 to 255.</param>
/// <param name="Green">The amount of green.</param>
/// <param name="Blue">The amount of blue.</param>
/// <param name="Basic">The colour of a terminal with sixteen: 30 to 37 or 90 to 97.</param>
/// <param name="IsBold">Whether it is bold, as also without colours.</param>
internal readonly record struct Ink(byte Red, byte Green, byte Blue, byte Basic, bool IsBold = false)
{
    /// <summary>The ink between two others; that of sixteen colours is the nearer one's.</summary>
    public static Ink Between(Ink from, Ink to, double share) =>
        new(
            Mix(from.Red, to.Red, share),
            Mix(from.Green, to.Green, share),
            Mix(from.Blue, to.Blue, share),
            share < 0.5 ? from.Basic : to.Basic
        );

    /// <summary>The parameters of its escape sequence, each after a semicolon.</summary>
    public string ToCode(ColorDepth depth)
    {
        string color = depth switch
        {
            ColorDepth.True => string.Create(CultureInfo.InvariantCulture, $";38;2;{Red};{Green};{Blue}"),
            ColorDepth.TwoHundredFiftySix => string.Create(CultureInfo.InvariantCulture, $";38;5;{Nearest()}"),
            ColorDepth.Sixteen => string.Create(CultureInfo.InvariantCulture, $";{Basic}"),
            _ => "",
        };
        return (IsBold ? ";1" : "") + color;
    }

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);

    // xterm's 256 colours: a cube of six steps each (0, 95, 135, ... 255) from 16 on, and 24 greys from 232 on.
    private int Nearest()
    {
        if (Math.Max(Red, Math.Max(Green, Blue)) - Math.Min(Red, Math.Min(Green, Blue)) < 12)
        {
            return 232 + Math.Clamp((Red - 3) / 10, 0, 23);
        }

        return 16 + 36 * Step(Red) + 6 * Step(Green) + Step(Blue);

        static int Step(byte value) =>
            value < 48 ? 0
            : value < 115 ? 1
            : (value - 35) / 40;
    }
}
