namespace Psutil.Tool.Top.Screen;

/// <summary>The escape codes of the looks on one terminal, made once.</summary>
internal sealed class Palette
{
    private static readonly int RoleCount = Enum.GetValues<Role>().Length;

    private readonly string[] _codes = new string[RoleCount + Look.MostLevel + 1];

    public Palette(Theme theme, ColorDepth depth)
    {
        depth = theme.IsColorless ? ColorDepth.None : depth;
        for (int role = 0; role < RoleCount; role++)
        {
            _codes[role] = CodeOf(theme, depth, (Role)role);
        }

        for (int level = 0; level <= Look.MostLevel; level++)
        {
            _codes[RoleCount + level] = CodeOf(theme, depth, new Look(Role.Share, (byte)level));
        }
    }

    /// <summary>The parameters of the escape sequence, each after a semicolon; empty for plain text.</summary>
    public string CodeOf(Look look) => _codes[look.Role == Role.Share ? RoleCount + look.Level : (int)look.Role];

    private static string CodeOf(Theme theme, ColorDepth depth, Look look) =>
        look.Role switch
        {
            Role.Bold or Role.Program => ";1",
            Role.Dim => ";2",
            _ => theme.InkOf(look)?.ToCode(depth) ?? "",
        };
}
