int main() {}  // stands for the headers that the test programs share (tests/CMakeLists.txt)
