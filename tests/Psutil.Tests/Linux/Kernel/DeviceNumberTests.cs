using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class DeviceNumberTests
{
    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 200],
                Gen.Char["01 :\n\tnodevK="].Array[0, 200].Select(characters => Encoding.UTF8.GetBytes(characters))
            )
            .Sample(bytes =>
            {
                return DeviceNumber.TryParse(bytes, out DeviceNumber number) || number == default;
            });
}
