using System.IO.Compression;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>
/// The layouts of three kernels: their own BTF (compressed by zlib), of which what the programs use was kept, and the places that another
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
    };
}
