using System.IO.Compression;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>
/// The layouts of six kernels: their own BTF (compressed by zlib), of which what the programs use was kept, and the places that another
/// reader of BTF finds in the whole of it.
/// </summary>
public class BpfTableLayoutTests
{
    public static TheoryData<string> Kernels => [.. Samples.Keys];

    [Fact]
    public void Debians5_10HasPlainCountersAndTheOldNames()
    {
        BpfTableLayout layout = Find("5.10");
        Assert.False(layout.CountsPerCpu);
        Assert.Equal((16, 8), (layout.State.Offset, layout.State.Size));
        Assert.Equal(64, layout.CpuNumber?.Offset);
        Assert.Equal(
            (712, 720, 736),
            (layout.FilePages.Count.Offset, layout.AnonymousPages.Count.Offset, layout.SharedMemoryPages.Count.Offset)
        );
        Assert.Equal(416, layout.StatisticsSequence.Offset);
        Assert.Equal(472, layout.LastUserTime.Offset);
        Assert.Equal(360, layout.GroupPid.Offset);
        Assert.Equal((96, 16), (layout.Numbers, layout.NumberSize));
        Assert.Equal(272, layout.PerCpuPointers);
        Assert.Equal(59, layout.Function);
    }

    [Fact]
    public void Debians6_12ForArmCountsPerCpu()
    {
        BpfTableLayout layout = Find("6.12 arm64");
        Assert.True(layout.CountsPerCpu);
        Assert.Equal((24, 4), (layout.State.Offset, layout.State.Size));
        Assert.Equal(16, layout.CpuNumber?.Offset);
        Assert.Equal(424, layout.StatisticsSequence.Offset);
        Assert.Equal(480, layout.LastUserTime.Offset);
        Assert.Equal((112, 16), (layout.Numbers, layout.NumberSize));
        Assert.Equal(264, layout.PerCpuPointers);
        Assert.Equal(57, layout.Function);
    }

    [Fact]
    public void Linux6_18CountsPerCpu()
    {
        BpfTableLayout layout = Find("6.18");
        Assert.True(layout.CountsPerCpu);
        Assert.Equal((24, 4), (layout.State.Offset, layout.State.Size));
        Assert.Equal(1752, layout.Name);
        Assert.Equal(424, layout.StatisticsSequence.Offset);
        Assert.Equal(312, layout.PerCpuPointers);
    }

    [Fact]
    public void Debians6_1HasPlainCounters()
    {
        BpfTableLayout layout = Find("6.1");
        Assert.False(layout.CountsPerCpu);
        Assert.Equal((24, 4), (layout.State.Offset, layout.State.Size));
        Assert.Equal(20, layout.CpuNumber?.Offset);
        Assert.Equal(2976, layout.Name);
        Assert.Equal(
            (720, 728, 744),
            (layout.FilePages.Count.Offset, layout.AnonymousPages.Count.Offset, layout.SharedMemoryPages.Count.Offset)
        );
        Assert.Equal(432, layout.StatisticsSequence.Offset);
        Assert.Equal(488, layout.LastUserTime.Offset);
        Assert.Equal(368, layout.GroupPid.Offset);
        Assert.Equal((96, 16), (layout.Numbers, layout.NumberSize));
        Assert.Equal(272, layout.PerCpuPointers);
        Assert.Equal(88, layout.Function);
    }

    [Fact]
    public void Debians6_12CountsPerCpu()
    {
        BpfTableLayout layout = Find("6.12");
        Assert.Equal((832, 856), (layout.FilePages.Count.Offset, layout.FilePages.PerCpu?.Offset));
        Assert.Equal((872, 952), (layout.AnonymousPages.Count.Offset, layout.SharedMemoryPages.Count.Offset));
        Assert.Equal(20, layout.CpuNumber?.Offset);
        Assert.Equal(2976, layout.Name);
        Assert.Equal((424, 480, 360), (layout.StatisticsSequence.Offset, layout.LastUserTime.Offset, layout.GroupPid.Offset));
        Assert.Equal((112, 264, 85), (layout.Numbers, layout.PerCpuPointers, layout.Function));
    }

    [Fact]
    public void Debians7_3CountsPerCpu()
    {
        BpfTableLayout layout = Find("7.3");
        Assert.Equal((1216, 1240), (layout.FilePages.Count.Offset, layout.FilePages.PerCpu?.Offset));
        Assert.Equal((1256, 1336), (layout.AnonymousPages.Count.Offset, layout.SharedMemoryPages.Count.Offset));
        Assert.Equal(20, layout.CpuNumber?.Offset);
        Assert.Equal(3408, layout.Name);
        Assert.Equal((448, 504, 384), (layout.StatisticsSequence.Offset, layout.LastUserTime.Offset, layout.GroupPid.Offset));
        Assert.Equal((128, 296, 87), (layout.Numbers, layout.PerCpuPointers, layout.Function));
    }

    [Theory]
    [InlineData("6.1", 32, 96, 89)]
    [InlineData("6.12", 40, 96, 86)]
    [InlineData("7.3", 32, 112, 88)]
    public void TheFieldsOfOpenFilesAreFound(string kernel, int inode, int magic, int function)
    {
        Assert.True(Btf.TryParse(Unpack(Samples[kernel]), out Btf? btf, out _));
        Assert.True(BpfSocketLayout.TryFind(btf, Find(kernel), out BpfSocketLayout? layout, out string? missing), missing);
        Assert.Equal((inode, magic, function), (layout.FileInode.Offset, layout.Magic.Offset, layout.Function));
        Assert.Equal((64, 40), (layout.InodeNumber.Offset, layout.FileSystem.Offset));
        Assert.InRange(BpfSocketProgram.Assemble(layout, default).Length, 20, 60);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheProgramsAreWritten(string kernel)
    {
        BpfTableLayout layout = Find(kernel);
        int perCpu = layout.CountsPerCpu ? 1 : 0;
        BpfInstruction[] forOne = BpfTableProgram.Assemble(layout, default, new ulong[1 * perCpu]);
        BpfInstruction[] forMany = BpfTableProgram.Assemble(layout, default, new ulong[512 * perCpu]);
        Assert.InRange(forOne.Length, 200, 400);

        // 26 instructions for each further CPU.
        Assert.Equal(forOne.Length + (511 * 26 * perCpu), forMany.Length);
        Assert.InRange(BpfCallerProgram.Assemble(layout, perCpuMap: 3, cpus: 512 * perCpu).Length, 20, 20_000);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void AKernelThatLacksAFieldIsNoneToBeRead(string kernel)
    {
        byte[] bytes = Unpack(Samples[kernel]);
        bytes.AsSpan()[bytes.AsSpan().IndexOf("real_parent"u8)] = (byte)'x';
        Assert.True(Btf.TryParse(bytes, out Btf? btf, out _));
        Assert.False(BpfTableLayout.TryFind(btf, out _, out string? missing));
        Assert.Equal("task_struct.real_parent", missing);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NoBytesMakeItThrow(string kernel) => HostileInput.NeverThrows(Unpack(Samples[kernel]), bytes =>
        {
            if (Btf.TryParse(bytes, out Btf? btf, out _) && BpfTableLayout.TryFind(btf, out BpfTableLayout? layout, out _))
            {
                _ = BpfTableProgram.Assemble(layout, default, [0, 1]);
                _ = BpfCallerProgram.Assemble(layout, 3, 2);
            }
        });

    private static BpfTableLayout Find(string kernel)
    {
        Assert.True(Btf.TryParse(Unpack(Samples[kernel]), out Btf? btf, out string? malformed), malformed);
        Assert.True(BpfTableLayout.TryFind(btf, out BpfTableLayout? layout, out string? missing), missing);
        return layout;
    }

    private static byte[] Unpack(string text)
    {
        using ZLibStream stream = new(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static readonly Dictionary<string, string> Samples = new()
    {
        ["5.10"] =
            "eNptVU2IHEUUfj0zxjHm3xgNiq4x0fiXoFkWo4cM/mEgIQENBnOo7e2unW1nuntS3T3s3gZZf8CTGhTBYMCLBz3sLZdI3wwBFSQHvchCLoFcPOQq+r2q19sz"
            + "kzTUq69effXeq/dezXx3y6OHyX0XNrnxYZPIc6rWDogHHPbaEJ2NLbqvAbFP9loQMxjHJteeP3mWzrl1G27oPcH3QiyTNdwqId5iJfMbVH0WXRT+PRBfC74f"
            + "4taUj90uQs8TO/I1WWyTBd/rMAh7iFbL/e5S1cW2CnmE8Sgnge+CzcOCOZojmDiODoivczLIbX6EaTPrEcinwrn0GtGXmLdglG8S/Sh4HXit4uPSVwTTcaKr"
            + "VQ5OEv0meAR8vcKniG5IrCXwv4LpNHx6zk75LtF24O3MP0O0V/Sjs+4+lgN8UDBdIPrem6z1Rbdu74T4RvAuyRPXi3mfexs9Qh8LZzfXVPCDUzXYIwvO5Zrn"
            + "7HDvGICHai5tYvsgverJ3aB4Q3AJfEJwBw10puIgoPlKDxwBc3934PSK+Gq3nP294udXz5bU9vovnqsZf9ckL52p+B+p72/rymcHmP/wpFcw/vRc77gT9dnN"
            + "Y3fnB8RHGL/YkN7C95Tr+/bjEK+McZg/I5xdwnliqhbMkTdJ/0n+n4R4v+Hi5FxcHXsXVW/xHVcati9X34azdckD6/ETQY8xGY/tn6qHQLwNvF8ezEa/bh3r"
            + "V+ATDYdL4HcE8yPkeA6wflvdx6MddR+XwN2GLTmVaKZv5b6ch68EPz12d9Z/Af1B0X0mnGcgfh47e1nwc3c5+7zo1oTzAsQNF0PrB+BPgJ+VnPwEfAjzPMbv"
            + "ouffi+uiv4Txl+hLjL9Fv45xW2qKp0o3JSd8dmfT1miVY2w1Jc+c9qb0JA4dcpzWZf5tEj33+z7BI+/u/Ub1fa2po033G8bfMfd73+rI2Vm20675DI83a1sn"
            + "hV/9b8xN2Wf+ueak70o/P6bXzfrd8ffyGP+o5Dl372eLlfmS0X6oomQxpSz3c039NOnORElOi32/m1GRZFE30aFVBYPCsqJADUyUEusyTVkRK72sA2WKJI9i"
            + "TcXcLCnF0lqzYsJQFizpUGmw8xWKY9LLUa6c/0EU8lA5LPS0SXRfuWXexQ6ixdo3OFrFzgcK6zYT6ZtcLaRpbpdxlKjFfk53BhH7H9gdazMwOqQgRSzBkm+I"
            + "aX6fpyU/CSnUfX8lo9zPegjTFAG8pzmODWMK/dznGX6DngAEEKShJp2EDpgss/eDC+SI/DyNkUSOSVWruVkl2xr+bQaziQzamGO1YQpYYkkMJSgVZ6Kvh7pP"
            + "SREvaJNhQ7ksZZxTXADp5rMZXAc91O48z4qreN5FVgGVDaJkatPBQieBvpNHgStC4KowMHqo0C+uJGgQV/KqQ1x+q/gLBN4rbJWHyHoxWX4sj7wEBde/17V7"
            + "3UlGVxgZG8qYpxlpRrawC/1elCpbRVdEC13bhyYaIuNREuplTlAVFNojNdw+qVG2pHZT2INBjvQuDBaVbwyMIh12FaF4Kta5T1awr1qvJpd29T9g0K6/",
        ["6.12 arm64"] =
            "eNp1VE2IHEUUft0z0XF1kzX+RbLq+BM3ZkBlN6z4gzsoKLlEQZDgwbKnu3a2nZ7uTnX3siEH57CC4kUQPKigeFI8eFERvAwIYggIelA8CKLgRfAgHnKL36t6"
            + "vT2z0YZ69b3Xr9579b6qev9Pj46Q+3avciNvER11Jq8N0cW4yekdD+J6wT47uNHmGIsYWEoTjCfm13uR6B2IPsaLEgPp6AXBV0Ocl3gsTrGRJKj7OCV9IP4H"
            + "IN4RfC3EX/ty3OI53avjuM9GOyjKEsaqZ/e3Ozns9tOWf8dlf1OMBwW/BLGOmXNPEOkpzNeQW/QapgXGK0RviM8U+G3M17G9R/Sp4C7wZ+I/6bkcjPv3E12s"
            + "610l+l5wH/in2o4C/pB+99ddYYwn644gG+dRosPAh9j/MaJlsdMG0d21D3Cvxs8TverN9c97xekd5vu8YLSI3vMsEW3uTwV8g/T7rTqHN9/rG0Wp+wrO21Mo"
            + "j9d1g/inBfeR/BnBU+AztQ+aHNZ24MRxRlMcvE88d2amkuBmyXNB6mSOv/YcH/x9U+9535k40uiWM16bY/7cxbf34CuAW4X7373mTvwiWO6NrYfL+RlgWWw/"
            + "iM9tfDb8Zu1lsd/xH2u7YrskPndCnPBdD78E/g7222Uv/wDfxWeUe+A7O9/Fo76z873pip3P2zGx/7qvDwszfJ3xm3omfkNtJfUfg3h9xof97xWfQHxWZvbV"
            + "EZ/jYjstPvdBfOy7njMPF2fu7N4dwPjWt/dn91kke8B3nLL9EeB72BkPwYbv9jCF45PAJ9hnsYk5WWxiToHf9SUXHoUPBfcPunp6bD/U3LfpUnPf+CH8wnFh"
            + "D+Nv0oc3of4ocbj/l2VfH0H8LTUzr5ekTvZZbjkf5nSh5Xz4rVkSPPH2eniA4660Gp56reYNJnmr6H84pRkueH64ZZ+ZWXt9TWhN5g2J35EaTso9na3nVGs+"
            + "R20/PWN/rtXcR3nG9r6HhMeBe+vtc0nlltFBpOJ0M6Mwr6haWyWlWFZpEQ9THXXjtISpKINS02YSDAtiHIcqN3FG/LfQVFRjpXd0qEyVlvFYU7V+kgNBJlk6"
            + "7FoxF7IIt3SkNLzLczQek96JS8mSxxEPxXlH2qQ6UU4th/iDgqEHBkvr8nlBZdMWIgNTqkGWlVYdx6naTEq6sohx8LL9Y2OGRkcUZqgl3AoMsVuQ8LQVpBFF"
            + "OgnOFVQGxQhlmipE9qzEsu0xRUEZ8Iy84UgACgizSJNOIwdMUdj9IUXF+7cNKuYaxCXZv9oUlGsDRpToaFGdNtHbOqG0Gg/YLTWUFlTZFmCMKtupbVRezbcQ"
            + "6toqDNzD0dD+G857DMWj4EAF+2lGmpFtTmqU63jB/KAZoI63VKgkC0c4B2d55gj6rOxSgCryON3308FKp6G+0o9CR2joGM2N3lZoh6MXh80dn/q0Oa7qBg2S"
            + "UZwpS5jjy0J3yOM00jsUmXgbPUX99RqchMzwScmMsuzZn+KH6miQb6oYRKixLgPK8xK9Z1tgDNJYI+dq/NS8arV/AYP7oEo=",
        ["6.18"] =
            "eNptVE2oHEUQrplZ9SW+JM/4F8lTV5P44gv+5CUk/oA+FAy5xIMHgwfb2Zl++8adnZn0zCwv5OAenqB4CQgeVDB4Ew9eVAQvC4IoAUEPigdBFLwIHsRDbvGr"
            + "7prM7iYNXf1VdXVVdVV1f/S3R/vIje2b3SwCov1O5HVAuph3On7BA7lNsM8KbnbYxi5MHKVLmM/Nnvdi4RdA1jFfFRtwR68IvgXkgthjcpqFrB9QM9iltc9b"
            + "N4G8L/hWkH/mfNztOd4TOzKstd3CLGGuefZ+25NFd5+O7B2W+00wHxf8GsgJrOx7DEsvYN1B7tBbWHay/ADRO6KzfpDoPayLLF8h+kzwJeDPRZ8dTQRPVoku"
            + "S7zjR4l+FDwB/qXBCOYvyTcddYExXj/qCmRtIsi9wHtYH3hZ5JMniQ40Ok8RHWnkLxO96c3kz3vD8Qtc7wuC94J86NlCdDg/NfDtku93G7vebK7vEKbJK2re"
            + "mSA5zzRxo3inBHNyXhQ8Bj7b6IBEjRwk9aQn7yP61HM9wzZ53CV+vpc4ucbfeK4ePL6VONfnemJfy9ua8dmLWL9w9u07+BrgHo4Bl/nTa9/Eb4Ll3dh4+L6/"
            + "AiyL7CfRuZd7w2/PXhX5/Tc42xXZFdF5AGTVdzn8CvgHz6bA3uU/4Ae5RzkHvpOPMff7Ts7vpity7rdDIv99Lg87p+p11m/jGfttaWuJ/xDI21M6rP+Q6ISi"
            + "szJ1rwXROSyyM6LzMMgnvss51+Hy1Jtt3gDf8Tvftsj2Fpw95ssb41YGPii99KwvPQ3F54FXpX+uvatdU+8K+ANffOFT+Fjw+m4XzxGW72nf22SpfW/8EX7p"
            + "amGb8Q+//bt+bmwCX5V7XQT5V2Lmul6ROLlGy4HTsf9A4HT4r1kSPPZuXCOayi2vK4H7q6bkTdvbr4LHI4HTf0JsrvG9drT6HPfJoPXxdND+8TyOz9ln/dPB"
            + "bEyN/MyU/KWgfY/yRV0bJ6WOPffXL1pabRodxirJNnKKiprqY2ukFNM6K5N+puNuklUQlVVYadpIw35JjJNIFSbJiXdLTWU9VHpLR8rUWZUMNdUnjrMh0DTP"
            + "+l1LZkyW0aaOlYZ2dZ6GQ9JbSSVeiiTmqdjvQJtMp8qxVR87CBh8aHC0CZ8P1NZtKTQ0lerleWXZYZKpjbSi64MYhq/bHWszMjqmKEcs0WZoiNXClJfNMIsp"
            + "1ml4vqQqLAcI09QRvOcVjo2GFIdVyCv8RgMBCCDKY006ix0wZWnvBxc1398mqJxJEIdkd7UpqdAGFVHCI0WN21SPdEpZPeyxWmYoK6m2KcAc1DZTI0Rez6YQ"
            + "7LE1CDiHg77d689q9EWjZEMl62lGmpFNTmaUy3jJ9UEyUDq+UqnSPBqgD87xyhb0ObmlAFUWSTa36WCts0hfr0eRK2jkKloYPVJIhysvms21T9NtrlZNgnrp"
            + "IMmVLZirl4WuyZMs1lsUm2SEnCL+5gw6ITfcKblRtnp2U/SKokKme8WGCo2BUURruQSFUUNdhWQJ+2rlapa13P+1baKT",
        ["6.1"] =
            "eNp9Vk2MFEUUfj0z4Ky4LCogIuqgiMS/FRZXBMXBkICIRIOgB7Tp7a6Zbaene+ju2eyqh4lZjUEPcjRKXGM8mIgxnDhIstHERC+GeODCwb8YI9F40cR40O9Vvd"
            + "7umQU6qaqv3rx69d73XlXN+xctWkPmWzdk2mSFsq+UAYtoSdWMuhW+RTpL0coiW2YUKisGlfHxNvUr2Fkrtvi7xcgrma9XyXiPLKmKrZ0yZ9s1tCfMvHo1uqcF"
            + "s0+HxC+256ANib0m2jVoc2itfltWNLDX62JvBN1bgjnOt8VX7k4CX8v6pcVxZjQtL/DxqaxdifFztJUSxxdin3XPCV49wN35Qkw/y778/Zb5MKD/p8TD+azmad"
            + "U+3SSTFXRJvxfhv9Cw72x9o+F2mHLjzP288Mz4KGRDlom7h91WAV8nBKwBvp7xHvgAvIp1gDeIfm0v0SjwDSxHcscEzwFvs8T5/US7BfeeRN4t7RvNHyjwcrDA"
            + "y0HD3Y2sA3zEEp1nUQOWqY06cCK4B/yyZeqzfoToNeB1rP880XHgmxkfJTphmbqtA78DfCuvfa8/92sKuS/yOWeZOmD5x8Ihf6dNlqq3oztb0GH9DaLzrejckZ"
            + "+nSlV0NorsJ9G5E93vls7X7HMw9K/wXC/kaw6eLoVX61mOw7MM+DYySR4B3sRxDefczg/n3LKxtSXhGXi94N7ynPP6SM4z/5jxXAfeBH0+X3UUwvaSiaWH+b7M"
            + "DtphU42ah4bB1bsH+DxWyu+hqVJ+5maA7+0/Gzov9xUKfNTUUuWonEm5c+iVkuGHz+erwKOy+ngpv3PeFby5kAv28wPIt4jsI9EZQ/dJYe1ZwQ9cYu24yL4UnQ"
            + "fRfVPS92XlM64B4K0S13fA20xJ0nmRM28XRM533Q8i53P6i8i/R7tY6rvzrH9kv+3o/hO8Y6DOyuDg4ez+Nw9B9RF0qwXvHOD60cIZ2FA2dmrCdSEvfOdX6lC6"
            + "v2zqY34J0UOCewh8l2BW3JfpAB/K5FVzp+xi/dWFex+H9wXZty4H8bFLvHGTZe1j5QxmCfBu4fGlstSTVbA5bPzXZ2nY3HO8/Azmb4o+34MnBPcKa+vly78Ve/"
            + "r90m8ljyfx616RfZjFIjf642y/evl39lR54Z2k0xJj7Qrv9Vdl80b2RL5f6qa45JT48Cvw18AHqO+Pg9Y5VzZnchrdeeCn2D50LmT5gvxHscO5/iOTY/zbcGSV"
            + "5I0aqmi92TeAV1X09a79q5l8Vnm+UTC/T3dVtPnZKuyMAj8jju0APszrYHSP0edQ6VABU1ulDqVO0qKJTsP2UxXbtp4m6lgu0lpBFDZr3TDxm6Hyan6YUt/Etr"
            + "tjW4hbOhkrx7P9sBFRI3CaCbmdLrGONrHYDpaObyVuiTupPFuFqZ/OUNJt22pauXbchaCttJ92nCR2kjopuVFXr22pOFSB3fE9OyXpYzVlY1O9yvSJ7t1JJzZm"
            + "kjTuurycbfHPTuq7dif2I4RO7TYt7KOm/VS0YJ3SJjoEiB2dGJ5SM466HTtAyCrOYmdFLIlTeyKKUr112w/tRpBS23lRj9qEGysPgWA7psMJeJh0Qo88FTgzCW"
            + "fBhAnQVaGrFiR2msOk44dB5LYWS4xWhvQWWeRhbBtnEw4roZQZR5SJrU25hjbX8MapMLnpy4X20iR6Imj5kREgtIa4YbZamKNkmJkwpjChQE2pgMJue0LFSZ7H"
            + "ru+NbWFNnckpcNIycEGjKRpNLW6ZQTMJRZbCXe4YKUaKUV57puQSLjc07Rky56RR23fHt8KWgTYrY9Zu5zWXRikYnGqT56QOj5CCWwOQbTfyFKnQMwArhQGQm0"
            + "Ev9qewnR96alrLRYC6iGKukii2tTHqdFIQw4fQiWPQ2vADNXBMbS1reARhyFtKbycT6DABFR0oT5jysNtO03cpmYzitP8IJlwiXIhRSEnLtRtO2w9m+GRuHidu"
            + "rMCsFbRwWqI0cqMgd6r/Jsk9/B+NKSNb",
        ["6.12"] =
            "eNp9VU2oHEUQrtnZ6Gp8SYzmzxh9aoxGDZqXGIzxZ0EjBv+i0YiQ2Jmd6d0dd3ZmnZl9JOphwYdICOrFm2JACB7Eg3qIoPhA9KAHBcWTiHoQxR8kIAgS8Kvumj"
            + "ezm2cauvvrmprqqq+qu9/4zaG1ZNs/DdufrVPRagVwiJY07Gx6pZ2hcw66K7KlVqG+YlIZjbdpnsXOJWKL22VWXi98PVfmG+SXhti6Q9Zsexr9PrtunI/hYcHs"
            + "02PiF9vz0M8Tex30C9CPo/fGbTnJxF4viL3lGI4J5jhfEV95eB34QqoQInG+I/rLMHwk+OIJLj6p+PhVYQftW8GT3H0n/nF+GuU3s/M6WaxYhO/F8I/oa4jmmp"
            + "ssV1Py8Q905nJeeGN8CBv+jZljGbnWgZWS4DrwRYzvRc4cqzMPvBJ4FcvvJ1oteBp4vWMdHgFfI5geJNoOvJpjfqjCxb4KF/ssX2vYPvCdjug8jt8dm98m8H7B"
            + "I+AngZnb5gGirmPrjQ4S9YHXMz5ElANfyjrAzwFvYPzaOLerK/Vc5fB5x9YBy485litur9oD1LiC66yiw/pXis67onNVeSbqDdHZKLLPROdqrg/H5GhuLwx9Lz"
            + "w3Kzk6Dk9/hfxyOZR/OvZ8zKPYTwFvYv2pktvRVMntPPDpgk8YrteE82Ul57S85Hl+RckzKy6tmc8myRtqNhY+I1vEzgh9p61Aw8MeixubJ/h8tFbeJU/UbIzc"
            + "DgBfP34e3MrdYNpKW0v1AbCC/nUi1zXLD3PRA94iNZzVyntjTvCNlVywn0chv0lkL4nOVs5v5d8Tgrct8u92kb0tOjdjeK9m7rz6SeCTwDMS14fAO2xJ0rzImb"
            + "dPRc731eci57P5pch/QP+mNnZvOT/Jfrdg+EXwzgmufxeurxW+bhU//gXeRWOPgOH6tokzgPu53lyCwZU6wOZTgueBVwluYris0AFhmws58Azw7ay/rryjmzgQ"
            + "u1zLI9un8s4f83+3a6+ft7Da69pa4Rzvd20co+q9P2VjXCZn4KBra4Vz0JV/+Y6LBY+cij/uoneokd417pd9E9Cewde7x+VLCrxb5pHE2BCe7+G9Gv//Vh51zR"
            + "Vr2ssS+/RZ3tw3XfvOjUS+R+qm+stR8YF5OOHat7TpTLxjrq2TAYb3gR8QnQ+KnEL+sdgZIcovCjnmry13Tk3epZ+t3tyLwKeA94p/p61eg9euLbDGI1xjdWN+"
            + "rsGx1Bfed1pbN08D/YXLZaPV51BppoJ3ix1zzVcw9XXuUe5lPWoN2irMdaqUWWb66VJktKIk7kwP4yzsxDqYDuOcxhZKDbfNEPe8m2ovUGHcTqgdeZ2M/MGQWM"
            + "eYONMOft2xnbhnflcHSsd5mB+hbNhX+rD2VTqEoK+h19NprCM1CAOVk4ypnlXYwGjYMTOj3/VSE5rK8nTo8zZZ7uX82ctDXw3SMEGY1O+TPhzm8hFGKe9gQAzY"
            + "yEvhDHXSZDhQEaLSaREeK+KXNFetJMnNjv0wVu0op773lJmNCT/VAfkJduGIvYinrhcHFOjIO5Ix0X6CABkMdezrBYnKS5gNwjhK/N6ZEqtVILNFEXCcKutsxm"
            + "FllDOpiDJTxpRv2fItXcy2pb+g23BnvLS5bEW9MLEChNYWN+xWC2tUBTMTpxQj7yawSM/qiOJhv6XTrEziMAy2zbC+SeMsmOlZuKDREY2OEffsZPiEIkvhNA+M"
            + "NCPNqCwyW1sZ1xX6QKcoE2V8QhplBitJDspm+xR4ucczKAKZFiC9fhJo0nFgQZplplJQNkXsoLWAYRzowxSk4SwXCuQCURFJyvWRpMpYpcEgx958wrw0BaHtMN"
            + "ITZ1AZWTsgCGPeW0aVtTBggfARlGrZwlB9rxP6lHWTNB8/XxkXB5dgElPW81Xb64fRET52W3cQd1ZgpipaOB5JnvhJVDo1fk2UHrbytspTz9fKbJQxV5GOO3l3"
            + "8lOq/dni039L0SeV",
        ["7.3"] =
            "eNp9VluIHEUUvT09aya65qkbNWrWRzQaxbx9xTgKUTEYiY8Qn5Xe7prZzvR0j909y4b4MeIifkQRRf8Wg/8GERFFhJGI5kNF8qF+iMSffCiCggr65blVt9Mzs2"
            + "saqur07dO37j11q7rf/tWhS8heK5ba9mqViqtSAIdorGZH0wauBZzz0FyxXWAJ1RWjZFw8Tf0cfi4TX3xdae3VItYlMt4kr9TE1y65Z9+TaHvsfe18dPsEc0yP"
            + "S1zsz0NbKv6aaONox9Baw76cZGSul8TfcnRHBXOer0msdXTzwCvR+u5wnseFvwzdp4IvGtHixECM34ofvr4TPKrdjxIfr0+tfGZmvrRY40X0Xgz/jLaGaI6Lg7"
            + "W6UB7+hsZa9kU3xgcx4V8YOZeDrg1glSxwFXg18+FkiWM5vf14Dnwx258gmhB8GnitYwOuP0l0veD+U0TbgCfY5zOlFv2DpRYczAkbM/WA73aEExDtdWR9NdF+"
            + "wXXgZ4FZ235INO3YeusdImoDr2V+TJQDX8584OeBr2DOu8PaTgzU86CGLzq2Dth+1LFa8fWm3UC1q7jOBjjMv1o47wvnGnRfCKcmnGuF841w1qP7wTFrNDcLR2"
            + "dE5/rAGh1DpH/Avo7zxQb427H7o4eX/gW+juwCFtrWl5Xa9oDHKqIn8LhgWl5q3l9e6txbWercB15dMVTqY5HXV2wuHXTbCz/A99gKNDrss7h2w4ieT1fKs8Sr"
            + "2Bz5CoA3Du8Hd+BsMNcqW0vVHu9x8G8Ue7ti9WEtMuCbZSGPVMpz46jgW8rzycT5OuybxPaWcDajmx9497jgrYu8u01sHwhnO7pPKubMq37EegFvkbw+B97B+w"
            + "vtpNg5l6/FzufVKbHz3vxe7Kf5XKgMnVvOLzLfbeh+F3z7iNZ/itYbRK87JA4XIt5JQx8Bo/XOhXvA1Ou4Pfdqu8pzu9pHgmtc2ZM4HCYF94E3CK7jMNxccFA3"
            + "Ows78G7gu5i/3tb33czB4ux1rb59+WjUF/lOHXDtsdTDne/aGuK1D4HvFU2L7wHvk2ZRZ/godFxbQydxe0Te5bPvBcE9p3y35y56thrr7uG4TMw8voKn9w3bxw"
            + "p8v4xvSI4bRP8HOM+l//8NnQf/QbG9I7lPnuNb/KFrv389se+Rehp8ZV5ieA/4Y+CHhuvBcD5zbf1sQvcl8MPsH5yvXNnzsJ8SPz1k+ZNb6nbGaudU5Hv1j+XN"
            + "vQw8hkAfkfhW2GKr8f2E4Mf4v6Fq3M9xXa0DflQC21i137LTcHqr5Y+b9RjAB8QPd9kAprbOPcq9rEVTnYYKc50qZW4z/VxpMqwoiZuT3TgLm7EOJsM4p6Ebpb"
            + "pbtxC3fDrVXqDCuJFQI/KaGfmdLjHHuFjoB6/u2EbcMn9aB0rHeZgfpqzbVnpW+yrtwtDW4LV0GutIdcJA5SR9qmcUJjAM22em96e91KSmsjzt+jxNlns5P/by"
            + "0FedNEyQJrXbpGfDXB7CKeVNdMgBE3kpgqFmmnQ7KkJWOi3SYyJeSXM1lSS5mbEdxqoR5dT2DpnRuPBTHZCfYBbO2It4mPbigAIdeYczFtpPkCCDro59fdai8h"
            + "JmnTCOEr+10GJZxbPCYqYqEo9TZYPOOL2MchYX2WbKvOZb1XwrG6tul6GQ3WhoorVrOhW1wsQakGJDwrFTnb1HdbBCcUox1t8kGOkZHVHcbU/pNCsXsxsGW7cw"
            + "3yznDBRqWXiW0RRG05hbdjC6gshWBM0dI81IMyqLzdZYxvWF1tEpykWZmLCcMmaoA2WqFb7zJId6M20KvNzjEWpBVwuw4n4SaNJxYEGaZaZ42IPIAIULGMaBnq"
            + "UgDWe4dmAXiCJJUi6ZJFXGK3U6OcLgTeelKbRthJEe2ZbK2BoBwRjz3NKrbAodbqAE8lNTth5U22uGPmXTSZoPb7mM64SrMokpa/mq4bXD6DDvxM07iBsTWLQB"
            + "FnZMkid+EpVBDZ8cZYRTeUPlqedrZSbKWKtIx818evRRqv2Z4tF/ajA3NA==",
    };
}
