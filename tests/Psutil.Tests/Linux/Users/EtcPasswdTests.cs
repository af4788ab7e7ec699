using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class EtcPasswdTests
{
    [Fact]
    public void TheFirstNameOfAUserCounts()
    {
        Dictionary<uint, string> names = EtcPasswd.Parse(
            Encoding.UTF8.GetBytes(
                "root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/root:/bin/sh\n+nis\nbad line\nweb:x:33\n:x:5:\nhuge:x:99999999999:0::/:\n"
            )
        );
        Assert.Equal(new Dictionary<uint, string> { [0] = "root", [33] = "web" }, names);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = EtcPasswd.Parse(bytes);
            });
}
