namespace Psutil.Tests.Linux;

/// <summary>Netlink messages as hexadecimal text.</summary>
internal static class NetlinkBytes
{
    /// <summary>
    /// The bytes of little-endian text. The numbers in netlink are of the machine's own order, so its tests want such a machine.
    /// </summary>
    public static byte[] Of(string text)
    {
        Assert.SkipUnless(BitConverter.IsLittleEndian, "These messages were captured on a little-endian machine.");
        return Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
    }
}
