using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>Paths, identifiers, services and other texts of Windows.</summary>
public class TextParsingTests
{
    private static readonly Dictionary<string, string> Drives = new(StringComparer.OrdinalIgnoreCase)
    {
        [@"\Device\HarddiskVolume3"] = "C:",
        [@"\Device\CdRom0"] = "D:",
    };

    [Theory]
    [InlineData(@"\Device\HarddiskVolume3\Windows\a.txt", @"C:\Windows\a.txt")]
    [InlineData(@"\DEVICE\HARDDISKVOLUME3\a", @"C:\a")]
    [InlineData(@"\Device\HarddiskVolume33\a", @"\Device\HarddiskVolume33\a")]
    [InlineData(@"\Device\HarddiskVolume3", @"\Device\HarddiskVolume3")]
    [InlineData(@"\??\C:\folder\file", @"C:\folder\file")]
    [InlineData(@"\??\UNC\server\share\a", @"\\server\share\a")]
    [InlineData(@"\Device\Mup\server\share\a", @"\\server\share\a")]
    [InlineData(@"\Device\Mup\;LanmanRedirector\;Z:0000000000012345\server\share\a", @"\\server\share\a")]
    [InlineData(@"\Device\Mup\;WebDavRedirector\;W:00000000000a1b2c\server@SSL\DavWWWRoot\a", @"\\server@SSL\DavWWWRoot\a")]
    [InlineData(@"\Device\Mup\;Csc\.\.\server\share\a", @"\\server\share\a")]
    [InlineData(@"\Device\Mup\;LanmanRedirector", @"\Device\Mup\;LanmanRedirector")]
    [InlineData(@"\Device\LanmanRedirector\;Z:0000000000012345\server\share\a", @"\\server\share\a")]
    [InlineData(@"\SystemRoot\System32\smss.exe", @"C:\Windows/System32\smss.exe")]
    [InlineData(@"\Device\NamedPipe\x", @"\Device\NamedPipe\x")]
    [InlineData("", "")]
    public void AKernelsPathBecomesOneForPeople(string path, string expected) =>
        Assert.Equal(expected.Replace('/', Path.DirectorySeparatorChar), DevicePath.ToDos(path, Drives, @"C:\Windows"));

    [Fact]
    public void ASecurityIdentifierIsWrittenAsPeopleWriteIt()
    {
        byte[] system = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];
        Assert.Equal("S-1-5-18", SidText.Format(system));
        Assert.Equal("S-1-5-21-4294967295-1001", SidText.Format([1, 3, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 255, 255, 255, 255, 0xE9, 3, 0, 0]));
        Assert.Null(SidText.Format(system.AsSpan(0, 11)));
        HostileInput.NeverThrows(system, bytes => _ = SidText.Format(bytes));
    }

    [Fact]
    public void ServicesAreListedByName()
    {
        NativeMemoryBuilder answer = Services();
        Assert.Equal(
            [
                new ServiceEntry
                {
                    Name = "alpha",
                    DisplayName = "Alpha service",
                    Status = ServiceStatus.Running,
                    Pid = 812,
                },
                new ServiceEntry
                {
                    Name = "Zeta",
                    DisplayName = "Zeta",
                    Status = ServiceStatus.Stopped,
                },
            ],
            ServiceParser.ParseList(answer.Bytes, answer.BaseAddress, 2)
        );
        Assert.Single(ServiceParser.ParseList(answer.Bytes, answer.BaseAddress, 1));
        Assert.Empty(ServiceParser.ParseList(answer.Bytes, answer.BaseAddress, int.MinValue));
        HostileInput.NeverThrows(answer.Bytes, bytes => _ = ServiceParser.ParseList(bytes, answer.BaseAddress, 2));
    }

    [Fact]
    public void AServicesDetailsAreRead()
    {
        NativeMemoryBuilder answer = new();
        QueryServiceConfiguration configuration = new() { StartType = 2 };
        answer.Add(configuration);
        configuration.BinaryPathName = answer.AddText(@"C:\a b\s.exe -k");
        configuration.DisplayName = answer.AddText("Sérvice");
        answer.Set(0, configuration);
        ServiceStatusProcess status = new() { CurrentState = 4, ProcessId = 812 };
        Assert.Equal(
            new ServiceDetails
            {
                Name = "s",
                DisplayName = "Sérvice",
                Status = ServiceStatus.Running,
                Pid = 812,
                StartType = ServiceStartType.Automatic,
                BinaryPath = @"C:\a b\s.exe -k",
                Description = "d",
            },
            ServiceParser.ParseDetails("s", answer.Bytes, answer.BaseAddress, status, "d")
        );
        Assert.Null(ServiceParser.ParseDetails("s", answer.Bytes.AsSpan(0, 63), answer.BaseAddress, status, null));
        NativeMemoryBuilder description = new();
        description.Add((ulong)NativeMemoryBuilder.Address + 8);
        description.AddText("what it is for");
        Assert.Equal("what it is for", ServiceParser.ParseDescription(description.Bytes, description.BaseAddress));
        Assert.Null(ServiceParser.ParseDescription(new byte[16], description.BaseAddress));
    }

    [Theory]
    [InlineData(0u, ServiceStartType.Boot)]
    [InlineData(4u, ServiceStartType.Disabled)]
    [InlineData(5u, ServiceStartType.Unknown)]
    [InlineData(uint.MaxValue, ServiceStartType.Unknown)]
    public void ANumberOfALaterWindowsIsUnknown(uint startType, ServiceStartType expected)
    {
        NativeMemoryBuilder answer = new();
        answer.Add(new QueryServiceConfiguration { StartType = startType });
        ServiceDetails details = ServiceParser.ParseDetails(
            "s",
            answer.Bytes,
            answer.BaseAddress,
            new ServiceStatusProcess { CurrentState = 8 },
            null
        )!;
        Assert.Equal(expected, details.StartType);
        Assert.Equal(ServiceStatus.Unknown, details.Status);
    }

    [Theory]
    [InlineData(0u, 3u, "rw,fixed")]
    [InlineData(0x80000u, 5u, "ro,cdrom")]
    [InlineData(0x8000u, 2u, "rw,compressed,removable")]
    [InlineData(null, 4u, "remote")]
    [InlineData(null, 1u, "unmounted")]
    public void AVolumesOptionsAreInPsutilsWords(uint? flags, uint type, string options) =>
        Assert.Equal(options, VolumeOptions.Format(flags, type));

    [Fact]
    public void ListsOfTextsEndWithAnEmptyOne()
    {
        Assert.Equal([@"C:\", @"C:\mount\"], TextList.Parse("C:\\\0C:\\mount\\\0\0garbage\0"));
        Assert.Empty(TextList.Parse("\0\0"));
        Assert.Empty(TextList.Parse("no end"));
    }

    [Fact]
    public void HandlesAreAsManyAsAreThere()
    {
        NativeMemoryBuilder table = new();
        table.Add(5UL);
        table.Add(0UL);
        table.Add(new ProcessHandleEntry { HandleValue = 4, ObjectTypeIndex = 37 });
        table.Add(new ProcessHandleEntry { HandleValue = 8, ObjectTypeIndex = 5 });
        Assert.Equal(2, HandleTable.ParseProcess(table.Bytes).Length);
        Assert.Equal(37u, HandleTable.ParseProcess(table.Bytes)[0].ObjectTypeIndex);
        table.Set(0, 1UL);
        Assert.Equal(1, HandleTable.ParseProcess(table.Bytes).Length);
        HostileInput.NeverThrows(table.Bytes, bytes =>
        {
            _ = HandleTable.ParseProcess(bytes).Length;
            _ = HandleTable.ParseSystem(bytes).Length;
        });
    }

    [Fact]
    public void WhatPointsOutsideTheBufferIsEmpty()
    {
        NativeMemoryBuilder buffer = new();
        nuint start = buffer.AddText("text");
        AddressedText texts = new(buffer.Bytes, buffer.BaseAddress);
        Assert.Equal("text", texts.Terminated(start).ToString());
        Assert.Equal("xt", texts.Terminated(start + 4).ToString());
        Assert.Equal("te", texts.Counted(new UnicodeString { Length = 5, Buffer = start }).ToString());
        Assert.Equal(buffer.Length / 2, texts.Counted(new UnicodeString { Length = ushort.MaxValue, Buffer = start }).Length);
        foreach (nuint outside in (nuint[])[0, 1, start - 1, start + (nuint)buffer.Length, nuint.MaxValue, nuint.MaxValue - 3])
        {
            Assert.True(texts.Terminated(outside).IsEmpty);
            Assert.True(texts.Counted(new UnicodeString { Length = 8, Buffer = outside }).IsEmpty);
            Assert.Null(texts.TerminatedOrNull(outside));
        }

        Assert.True(new AddressedText([], 0).CountedAtStart().IsEmpty);
        Assert.True(new AddressedText(new byte[15], 0).CountedAtStart().IsEmpty);
    }

    [Theory]
    [InlineData(0, 100, 0u, 0)]
    [InlineData(20, 100, 1u, 10)]
    [InlineData(21, 100, 1u, 10)]
    [InlineData(65534, 100, 1u, 100)]
    public void AnImagesNameIsNoLongerThanItsRoom(ushort bytes, int room, uint address, int expected) =>
        Assert.Equal(
            expected,
            new SystemProcessId
            {
                ImageName = new UnicodeString { Length = bytes, Buffer = address },
            }.LengthWithin(room)
        );

    [Fact]
    public void TimesBeyondTheCalendarAreNone()
    {
        Assert.Equal(DateTimeOffset.UnixEpoch, WindowsTime.ToInstant(116_444_736_000_000_000));
        Assert.Null(WindowsTime.ToInstant(0));
        Assert.Null(WindowsTime.ToInstant(long.MaxValue));
        Assert.Equal(TimeSpan.Zero, WindowsTime.ToSpan(-1));
    }

    [Fact]
    public void AStatusIsNamedWithItsNumber()
    {
        Assert.Equal("STATUS_ACCESS_DENIED (0xC0000022), access is denied", NtStatus.Describe(NtStatus.AccessDenied));
        Assert.Equal("status 0xC0000999", NtStatus.Describe(unchecked((int)0xC0000999)));
        Assert.IsType<PsutilNotSupportedException>(NtStatus.ToException("call", NtStatus.InvalidInfoClass));
        Assert.IsType<AccessDeniedException>(NtStatus.ToException("call", NtStatus.AccessDenied));
        Assert.IsType<SystemCallException>(NtStatus.ToException("call", NtStatus.InvalidParameter));
    }

    private static NativeMemoryBuilder Services()
    {
        NativeMemoryBuilder answer = new();
        EnumServiceStatus first = new() { Status = new ServiceStatusProcess { CurrentState = 1 } };
        EnumServiceStatus second = new()
        {
            Status = new ServiceStatusProcess { CurrentState = 4, ProcessId = 812 },
        };
        answer.Add(first);
        answer.Add(second);
        first.ServiceName = answer.AddText("Zeta");
        second.ServiceName = answer.AddText("alpha");
        second.DisplayName = answer.AddText("Alpha service");
        answer.Set(0, first);
        answer.Set(56, second);
        return answer;
    }
}
