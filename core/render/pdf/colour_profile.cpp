#include "render/pdf/colour_profile.hpp"

#include <lcms2.h>

#include <memory>

namespace taqrir::pdf {

namespace {

constexpr double kProfileVersion = 4.2;
constexpr std::size_t kDateField = 24;  // of the header (ICC.1:2004-10, 7.2): six 16-bit numbers

// Little CMS writes the time of day; the profile is as old as sRGB's standard: October 1999.
constexpr char kDate[] = "\x07\xCF\x00\x0A\x00\x01\x00\x00\x00\x00\x00\x00";
constexpr std::size_t kDateSize = sizeof kDate - 1;

std::string saved(cmsHPROFILE profile) {
  cmsUInt32Number size = 0;
  if (!cmsSaveProfileToMem(profile, nullptr, &size)) return {};
  std::string out(size, '\0');
  if (!cmsSaveProfileToMem(profile, out.data(), &size)) return {};
  return out;
}

std::string make_profile() {
  const std::unique_ptr<void, decltype(&cmsCloseProfile)> profile(cmsCreate_sRGBProfile(), cmsCloseProfile);
  if (!profile) return {};
  cmsSetProfileVersion(profile.get(), kProfileVersion);
  std::string out = saved(profile.get());
  if (out.size() >= kDateField + kDateSize) out.replace(kDateField, kDateSize, kDate, kDateSize);
  return out;
}

}  // namespace

const std::string& srgb_profile() {
  static const std::string profile = make_profile();
  return profile;
}

}  // namespace taqrir::pdf
