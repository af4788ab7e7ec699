using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Text;

public partial class AddressTextTests
{
    private const int InterNetworkV6 = 10;

    private static readonly ushort[] Telling = [0xFFFF, 0x5EFE, 0x200, 1];

    [Theory]
    [InlineData("fe80::5efe:10.0.0.1", "fe80::5efe:a00:1")]
    [InlineData("fe80::200:5efe:192.168.1.1", "fe80::200:5efe:c0a8:101")]
    [InlineData("::ffff:0:10.0.0.1", "::ffff:0:a00:1")]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1", "::10.0.0.1")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("1:0:0:2:0:0:0:3", "1:0:0:2::3")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("fe80::1%3", "fe80::1%3")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    public void AnAddressIsWrittenAsByTheCLibrary(string address, string expected) =>
        Assert.Equal(expected, AddressText.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData("fe80::5efe:10.0.0.1", "[fe80::5efe:a00:1]:80")]
    [InlineData("10.0.0.1", "10.0.0.1:80")]
    public void AnEndPointHasItsPortBehindIt(string address, string expected) =>
        Assert.Equal(expected, AddressText.Of(new IPEndPoint(IPAddress.Parse(address), 80)));

    [Fact]
    public void EveryAddressIsWrittenAsByTheCLibrary()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test asks the C library of Linux");
        Gen.OneOf(Gen.Const((ushort)0), Gen.Int[0, 3].Select(index => Telling[index]), Gen.UShort)
            .Array[8]
            .Sample(words =>
            {
                byte[] bytes = [.. words.SelectMany(word => (byte[])[(byte)(word >> 8), (byte)word])];
                byte[] text = new byte[64];
                Assert.NotEqual(0, inet_ntop(InterNetworkV6, bytes, text, text.Length));
                Assert.Equal(Encoding.ASCII.GetString(text.AsSpan(0, text.IndexOf((byte)0))), AddressText.Of(new IPAddress(bytes)));
            });
    }

    [LibraryImport("libc")]
    private static partial nint inet_ntop(int family, byte[] address, byte[] text, int size);
}
