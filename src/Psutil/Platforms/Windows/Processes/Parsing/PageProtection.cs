namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The rights of pages (<c>PAGE_*</c>) in the form of <c>/proc/PID/maps</c>: <c>r-xp</c>.</summary>
internal static class PageProtection
{
    public static string Format(uint protection, bool isPrivate)
    {
        // The upper bits are guards and caching. Copy-on-write means private write access.
        (string rights, bool isCopied) = (protection & 0xFF) switch
        {
            0x02 => ("r--", false),
            0x04 => ("rw-", false),
            0x08 => ("rw-", true),
            0x10 => ("--x", false),
            0x20 => ("r-x", false),
            0x40 => ("rwx", false),
            0x80 => ("rwx", true),
            _ => ("---", false),
        };
        return rights + (isPrivate || isCopied ? 'p' : 's');
    }
}
