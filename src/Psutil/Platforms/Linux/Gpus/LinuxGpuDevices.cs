using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds the GPUs in sysfs: the cards in <c>class/drm</c>, and the display controllers on the PCI bus that have none, because no driver has
/// them or theirs makes none.
/// </summary>
internal sealed class LinuxGpuDevices(FileTree sys)
{
    /// <summary>The maximum number of GPUs: a root that is not the kernel's can have any.</summary>
    public const int Most = 256;

    private const string Cards = "class/drm";
    private const string PciDevices = "bus/pci/devices";

    // A PCI class is 0xCCSSPP: class, subclass and interface. 0x03 is the class of display controllers.
    private const string DisplayController = "0x03";

    /// <summary>The GPUs, by their ids.</summary>
    public IReadOnlyList<LinuxGpuDevice> Find()
    {
        List<LinuxGpuDevice> devices = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (string name in sys.List(Cards))
        {
            // The directory also has connectors (card0-DP-1) and render nodes (renderD128) of the same cards.
            string card = $"{Cards}/{name}";
            if (
                devices.Count < Most
                && name.StartsWith("card", StringComparison.Ordinal)
                && name.AsSpan("card".Length).IndexOfAnyExceptInRange('0', '9') < 0
                && Identify($"{card}/device") is var (id, isPci)
                && ids.Add(id ?? name)
            )
            {
                devices.Add(new LinuxGpuDevice(id ?? name, $"{card}/device", card, isPci));
            }
        }

        foreach (string address in sys.List(PciDevices))
        {
            string folder = $"{PciDevices}/{address}";
            if (
                devices.Count < Most
                && !ids.Contains(address)
                && sys.ReadText($"{folder}/class")?.StartsWith(DisplayController, StringComparison.Ordinal) == true
            )
            {
                devices.Add(new LinuxGpuDevice(address, folder, null, IsPci: true));
            }
        }

        devices.Sort(static (left, right) => NaturalOrder.Instance.Compare(left.Id, right.Id));
        return devices;
    }

    /// <summary>The id of the GPU that has a node in <c>/dev/dri</c>, such as <c>renderD128</c>; null if unknown.</summary>
    public string? FindByNode(string node) => Identify($"{Cards}/{node}/device").Id;

    /// <summary>The last part of a link in sysfs; null if it is none.</summary>
    public static string? ReadLinkName(FileTree sys, string path)
    {
        Span<byte> text = stackalloc byte[LinuxProcessFiles.LongestPath];
        ReadResult read = sys.ReadLink(FileTree.Encode(path, stackalloc byte[LinuxProcessFiles.LongestPath]), text);
        string? name = read.Failed ? null : OSText.GetString(text[(text[..read.Value].LastIndexOf((byte)'/') + 1)..read.Value]);
        return name is null or "" or "." or ".." ? null : name;
    }

    private (string? Id, bool IsPci) Identify(string folder) =>
        sys.ReadBytes($"{folder}/uevent", LinuxProcessFiles.LongestPath) is { } uevent
        && SysUevent.TryFind(uevent, "PCI_SLOT_NAME"u8, out ReadOnlySpan<byte> address)
            ? (OSText.GetString(address), true)
            : (ReadLinkName(sys, folder), false);
}
