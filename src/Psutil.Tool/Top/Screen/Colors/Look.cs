using Psutil.Tool.Text;

namespace Psutil.Tool.Top.Screen;

/// <summary>The meaning of a cell, which decides its colour.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Level">How much of it there is, for a <see cref="Role.Share"/>.</param>
internal readonly record struct Look(Role Role, byte Level = 0)
{
    /// <summary>The highest level: few steps, so that a value that hardly changes keeps its colour.</summary>
    public const int MostLevel = 10;

    /// <summary>A share in percent; zero is dim, because most processes do nothing.</summary>
    public static Look Share(double? percent) =>
        percent is not { } known || known < 0.05
            ? Style.Dim
            : new Look(Role.Share, (byte)Math.Clamp(Math.Round(known * MostLevel / 100), 0, MostLevel));

    public static implicit operator Look(Role role) => new(role);

    public static implicit operator Look(Style style) =>
        style switch
        {
            Style.Bold => Role.Bold,
            Style.Dim => Role.Dim,
            Style.Good => Role.Good,
            Style.Warning => Role.Warning,
            Style.Bad => Role.Bad,
            Style.Header => Role.Header,
            _ => Role.Plain,
        };
}
