using System.Text;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

public class GraphicsTextTests
{
    [Theory]
    [InlineData(1, 0, 0, "0000:01:00.0")]
    [InlineData(0x1_03, 0x1F, 7, "0001:03:1f.7")]
    [InlineData(0, 2, 0, "0000:00:02.0")]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue, null)]
    [InlineData(1, 32, 0, null)]
    [InlineData(1, 0, 8, null)]
    public void AnAddressIsWrittenAsLinuxWritesIt(uint bus, uint device, uint function, string? expected) =>
        Assert.Equal(expected, GraphicsText.FormatAddress(bus, device, function));

    [Fact]
    public void AnEngineIsNamedByItsKindOrByTheDriver()
    {
        Assert.Equal("VideoDecode", GraphicsText.ReadEngine(Metadata(2, "whatever")));
        Assert.Equal("Security", GraphicsText.ReadEngine(Metadata(0, "Security")));
        Assert.Equal("New", GraphicsText.ReadEngine(Metadata(1000, "New")));
        Assert.Equal("New", GraphicsText.ReadEngine(Metadata(-1, "New")));
        Assert.Equal("Other", GraphicsText.ReadEngine(Metadata(0, "")));
        Assert.Equal(new string('x', 32), GraphicsText.ReadEngine(Metadata(0, new string('x', 32))));
        Assert.Equal("Other", GraphicsText.ReadEngine([1, 2, 3]));
    }

    [Fact]
    public void AnEmptyNameIsNone()
    {
        Assert.Null(GraphicsText.ReadName([]));
        Assert.Null(GraphicsText.ReadName(new byte[GraphicsText.RegistrySize]));
        Assert.Equal("AB", GraphicsText.ReadName("A\0B\0"u8));
        Assert.Null(GraphicsText.FormatVersion(0));
    }

    private static byte[] Metadata(int kind, string name)
    {
        byte[] metadata = new byte[GraphicsText.MetadataSize];
        BitConverter.TryWriteBytes(metadata.AsSpan(4), kind);
        Encoding.Unicode.GetBytes(name, metadata.AsSpan(8));
        return metadata;
    }
}
