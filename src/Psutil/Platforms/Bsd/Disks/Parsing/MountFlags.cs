using System.Text;

namespace Psutil.Platforms.Bsd.Parsing;

/// <summary>Converts the flags of a mount to options, with the names of <c>mount(8)</c>.</summary>
internal static class MountFlags
{
    /// <summary><c>ro</c> or <c>rw</c>, then the name of each flag that is set, in the order of the names.</summary>
    public static string ToOptions(ulong flags, bool isReadOnly, ReadOnlySpan<(ulong Flag, string Name)> names)
    {
        StringBuilder options = new(isReadOnly ? "ro" : "rw");
        foreach ((ulong flag, string name) in names)
        {
            if ((flags & flag) != 0)
            {
                options.Append(',').Append(name);
            }
        }

        return options.ToString();
    }
}
