using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class PciIdsTests
{
    public const string Text =
        "#\n#\tList of PCI ID's\n\n1002  Advanced Micro Devices, Inc. [AMD/ATI]\n\t744c  Navi 31 [Radeon RX 7900 XT/7900 XTX]\n"
        + "\t\t1002 0e3b  RX 7900 GRE\n\t7480  Navi 33\n10de  NVIDIA Corporation\n\t2684  AD102 [GeForce RTX 4090]\n"
        + "C 03  Display controller\n\t00  VGA compatible controller\n";

    [Theory]
    [InlineData(0x1002, 0x744c, "Navi 31 [Radeon RX 7900 XT/7900 XTX]")]
    [InlineData(0x1002, 0x7480, "Navi 33")]
    [InlineData(0x10de, 0x2684, "AD102 [GeForce RTX 4090]")]
    [InlineData(0x10de, 0x744c, null)]
    [InlineData(0x1002, 0x2684, null)]
    [InlineData(0x1002, 0x1002, null)]
    [InlineData(0x8086, 0x56a0, null)]
    public void AModelHasANameBelowItsVendor(int vendor, int device, string? name) =>
        Assert.Equal(name, PciIds.FindName(Encoding.UTF8.GetBytes(Text), vendor, device));

    [Fact]
    public void NoBytesMakeItThrow() => HostileInput.NeverThrows(Text, bytes => PciIds.FindName(bytes, 0x1002, 0x744c));
}
