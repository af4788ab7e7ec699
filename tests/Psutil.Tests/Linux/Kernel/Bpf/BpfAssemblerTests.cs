using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Tests.Linux;

public class BpfAssemblerTests
{
    // As clang's assembler writes them (clang -target bpf -c, llvm-objdump -d): code, registers, offset, immediate.
    [Fact]
    public void InstructionsAreWrittenAsTheKernelReadsThem()
    {
        Assert.Equal("bf 16 0000 00000000", Write(code => code.Move(R6, R1)));
        Assert.Equal("b7 00 0000 00000007", Write(code => code.Move(R0, 7)));
        Assert.Equal("b7 03 0000 FFFFFFFF", Write(code => code.Move(R3, -1)));
        Assert.Equal("18 02 0000 55667788|00 00 0000 11223344", Write(code => code.MoveWide(R2, 0x1122334455667788)));
        Assert.Equal("18 11 0000 00000005|00 00 0000 00000000", Write(code => code.MoveMap(R1, 5)));
        Assert.Equal("bf A2 0000 00000000|07 02 0000 FFFFFFF0", Write(code => code.MoveAddress(R2, FramePointer, -16)));
        Assert.Equal("0f 21 0000 00000000", Write(code => code.Add(R1, R2)));
        Assert.Equal("1f 91 0000 00000000", Write(code => code.Operate(BpfOperation.Subtract, R1, R9)));
        Assert.Equal("27 03 0000 00000010", Write(code => code.Operate(BpfOperation.Multiply, R3, 16)));
        Assert.Equal("67 01 0000 00000020", Write(code => code.Operate(BpfOperation.ShiftLeft, R1, 32)));
        Assert.Equal("c7 01 0000 00000020", Write(code => code.Operate(BpfOperation.ShiftRightSigned, R1, 32)));
        Assert.Equal("79 67 0008 00000000", Write(code => code.Load(R7, R6, 8, 8)));
        Assert.Equal("61 71 0664 00000000", Write(code => code.Load(R1, R7, new BtfField(0x664, 4))));
        Assert.Equal("69 21 0000 00000000", Write(code => code.Load(R1, R2, 0, 2)));
        Assert.Equal("71 21 0000 00000000", Write(code => code.Load(R1, R2, 0, 1)));
        Assert.Equal("7b 1A FFF8 00000000", Write(code => code.Store(FramePointer, -8, 8, R1)));
        Assert.Equal("63 1A FFFC 00000000", Write(code => code.Store(FramePointer, -4, 4, R1)));
        Assert.Equal("7a 0A FFF8 00000000", Write(code => code.Store(FramePointer, -8, 8, 0)));
        Assert.Equal("85 00 0000 00000071", Write(code => code.Call(BpfHelper.ProbeReadKernel)));
        Assert.Equal("b7 00 0000 00000000|95 00 0000 00000000", Write(code => code.Return(0)));
    }

    [Fact]
    public void AJumpLeadsToItsLabelForwardsAndBackwards() =>
        Assert.Equal(
            "15 07 0003 00000000|2d 21 0002 00000000|05 00 FFFD 00000000|45 01 FFFC 00000010|b7 00 0000 00000000|95 00 0000 00000000",
            Write(code =>
            {
                BpfLabel start = code.NewLabel();
                BpfLabel end = code.NewLabel();
                code.Mark(start);
                code.JumpIf(BpfCondition.Equal, R7, 0, end);
                code.JumpIf(BpfCondition.Greater, R1, R2, end);
                code.Jump(start);
                code.JumpIf(BpfCondition.AnyBitOf, R1, 0x10, start);
                code.Mark(end);
                code.Return(0);
            })
        );

    [Fact]
    public void WhatDoesNotFitIsNotWritten()
    {
        Assert.Throws<OverflowException>(() => Write(code => code.Load(R1, R2, 40_000, 8)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(code => code.Load(R1, R2, 0, 3)));
        Assert.Throws<OverflowException>(() =>
            Write(code =>
            {
                BpfLabel far = code.NewLabel();
                code.Jump(far);
                for (int count = 0; count < 40_000; count++)
                {
                    code.Move(R0, 0);
                }

                code.Mark(far);
            })
        );
    }

    private static string Write(Action<BpfAssembler> write)
    {
        BpfAssembler code = new();
        write(code);
        return string.Join(
            '|',
            code.Build()
                .Select(instruction =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{instruction.Code:x2} {instruction.Registers:X2} {(ushort)instruction.Offset:X4} {instruction.Immediate:X8}"
                    )
                )
        );
    }
}
