using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>An interface's directory in <c>/sys/class/net</c>.</summary>
internal static class LinuxInterfaceSysfs
{
    /// <summary><c>IFF_*</c>, with IFF_RUNNING added, which the kernel does not include in this file; null if unknown.</summary>
    public static uint? ReadFlags(FileTree sys, string name)
    {
        if (
            sys.ReadText($"class/net/{name}/flags") is not { } text
            || !text.StartsWith("0x", StringComparison.Ordinal)
            || !uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint flags)
        )
        {
            return null;
        }

        // As dev_get_flags does: an interface that is up is running if it is operational, or if it has a carrier and an unknown state.
        flags &= ~InterfaceFlags.Running;
        return (flags & InterfaceFlags.Up) != 0 && IsOperational(sys, name) ? flags | InterfaceFlags.Running : flags;
    }

    /// <summary>The largest packet in bytes.</summary>
    public static int? ReadMtu(FileTree sys, string name) =>
        sys.ReadInt64($"class/net/{name}/mtu") is >= 0 and <= int.MaxValue and var mtu ? (int)mtu : null;

    /// <summary>Megabits per second. The file cannot be read if the interface is down or has no speed.</summary>
    public static long? ReadSpeed(FileTree sys, string name) =>
        sys.ReadInt64($"class/net/{name}/speed") switch
        {
            // SPEED_UNKNOWN as a signed number, and as drivers with a 16-bit field report it.
            null or <= 0 or ushort.MaxValue or >= int.MaxValue => null,
            var speed => speed,
        };

    public static InterfaceDuplex? ReadDuplex(FileTree sys, string name) =>
        sys.ReadText($"class/net/{name}/duplex") switch
        {
            "full" => InterfaceDuplex.Full,
            "half" => InterfaceDuplex.Half,
            _ => null,
        };

    private static bool IsOperational(FileTree sys, string name) =>
        sys.ReadText($"class/net/{name}/operstate") switch
        {
            "up" => true,
            "unknown" => sys.ReadInt64($"class/net/{name}/carrier") != 0,
            _ => false,
        };
}
